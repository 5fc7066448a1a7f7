import secret from '../en/secret.json'
import { addMessages } from '../t'

addMessages(secret)
