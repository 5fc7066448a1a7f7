import recycling from '../en/recycling.json'
import { addMessages } from '../t'

addMessages(recycling)
