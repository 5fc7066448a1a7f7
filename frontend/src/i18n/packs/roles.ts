import roles from '../en/roles.json'
import { addMessages } from '../t'

addMessages(roles)
