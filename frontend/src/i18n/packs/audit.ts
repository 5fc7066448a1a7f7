import audit from '../en/audit.json'
import { addMessages } from '../t'

addMessages(audit)
