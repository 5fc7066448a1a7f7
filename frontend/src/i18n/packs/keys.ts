import keys from '../en/keys.json'
import { addMessages } from '../t'

addMessages(keys)
