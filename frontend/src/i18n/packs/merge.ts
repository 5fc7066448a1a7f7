import merge from '../en/merge.json'
import { addMessages } from '../t'

addMessages(merge)
