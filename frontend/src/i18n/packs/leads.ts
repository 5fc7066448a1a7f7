import leads from '../en/leads.json'
import { addMessages } from '../t'

addMessages(leads)
