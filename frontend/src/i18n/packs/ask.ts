import ask from '../en/ask.json'
import { addMessages } from '../t'

addMessages(ask)
