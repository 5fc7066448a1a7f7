import firstSteps from '../en/firstSteps.json'
import { addMessages } from '../t'

addMessages(firstSteps)
