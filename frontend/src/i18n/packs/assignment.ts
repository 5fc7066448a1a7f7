import assignment from '../en/assignment.json'
import { addMessages } from '../t'

addMessages(assignment)
