import factors from '../en/factors.json'
import { addMessages } from '../t'

addMessages(factors)
