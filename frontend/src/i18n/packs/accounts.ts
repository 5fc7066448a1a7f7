import accounts from '../en/accounts.json'
import { addMessages } from '../t'

addMessages(accounts)
