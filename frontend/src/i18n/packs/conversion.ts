import conversion from '../en/conversion.json'
import { addMessages } from '../t'

addMessages(conversion)
