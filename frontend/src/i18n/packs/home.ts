import home from '../en/home.json'
import { addMessages } from '../t'

addMessages(home)
