import offline from '../en/offline.json'
import { addMessages } from '../t'

addMessages(offline)
