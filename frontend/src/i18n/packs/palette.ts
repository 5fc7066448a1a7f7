import palette from '../en/palette.json'
import { addMessages } from '../t'

addMessages(palette)
