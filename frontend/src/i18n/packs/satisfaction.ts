import satisfaction from '../en/satisfaction.json'
import { addMessages } from '../t'

addMessages(satisfaction)
