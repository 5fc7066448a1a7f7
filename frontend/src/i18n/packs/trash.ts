import trash from '../en/trash.json'
import { addMessages } from '../t'

addMessages(trash)
