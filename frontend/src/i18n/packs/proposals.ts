import proposals from '../en/proposals.json'
import { addMessages } from '../t'

addMessages(proposals)
