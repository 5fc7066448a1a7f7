import insight from '../en/insight.json'
import { addMessages } from '../t'

addMessages(insight)
