import macros from '../en/macros.json'
import { addMessages } from '../t'

addMessages(macros)
