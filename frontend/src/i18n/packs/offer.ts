import offer from '../en/offer.json'
import { addMessages } from '../t'

addMessages(offer)
