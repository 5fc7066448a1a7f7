import webhooks from '../en/webhooks.json'
import { addMessages } from '../t'

addMessages(webhooks)
