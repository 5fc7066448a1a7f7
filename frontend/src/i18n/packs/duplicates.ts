import duplicates from '../en/duplicates.json'
import { addMessages } from '../t'

addMessages(duplicates)
