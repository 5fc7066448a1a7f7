import charts from '../en/charts.json'
import { addMessages } from '../t'

addMessages(charts)
