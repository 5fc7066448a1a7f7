import forecast from '../en/forecast.json'
import { addMessages } from '../t'

addMessages(forecast)
