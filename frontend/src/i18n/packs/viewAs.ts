import viewAs from '../en/viewAs.json'
import { addMessages } from '../t'

addMessages(viewAs)
