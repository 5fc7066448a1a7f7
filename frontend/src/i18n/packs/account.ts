import account from '../en/account.json'
import { addMessages } from '../t'

addMessages(account)
