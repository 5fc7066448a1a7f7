import columns from '../en/columns.json'
import { addMessages } from '../t'

addMessages(columns)
