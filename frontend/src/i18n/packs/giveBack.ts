import giveBack from '../en/giveBack.json'
import { addMessages } from '../t'

addMessages(giveBack)
