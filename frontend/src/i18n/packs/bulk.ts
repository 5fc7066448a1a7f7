import bulk from '../en/bulk.json'
import { addMessages } from '../t'

addMessages(bulk)
