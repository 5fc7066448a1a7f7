import sso from '../en/sso.json'
import { addMessages } from '../t'

addMessages(sso)
