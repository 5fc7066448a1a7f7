import dock from '../en/dock.json'
import { addMessages } from '../t'

addMessages(dock)
