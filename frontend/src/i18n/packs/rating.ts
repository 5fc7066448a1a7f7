import rating from '../en/rating.json'
import { addMessages } from '../t'

addMessages(rating)
