import board from '../en/board.json'
import { addMessages } from '../t'

addMessages(board)
