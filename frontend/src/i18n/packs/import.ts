import imports from '../en/import.json'
import { addMessages } from '../t'

addMessages(imports)
