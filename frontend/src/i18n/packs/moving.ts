import moving from '../en/moving.json'
import { addMessages } from '../t'

addMessages(moving)
