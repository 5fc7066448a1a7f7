import users from '../en/users.json'
import { addMessages } from '../t'

addMessages(users)
