import passwords from '../en/passwords.json'
import { addMessages } from '../t'

addMessages(passwords)
