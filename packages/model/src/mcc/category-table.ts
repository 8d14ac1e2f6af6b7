import type { CategoryTable } from "./category.js";

/** The categories a policy can name. Several may share a code: an airline ticket is `airlines` and `travel`. */
export const CATEGORIES: CategoryTable = {
  gambling: {
    mccs: ["7800", "7801", "7802", "7995", "9406"],
    words: ["gambling", "casino", "casinos", "betting", "lottery", "lotteries"],
  },
  adult: {
    mccs: ["5967"],
    words: ["adult", "adult content", "adult entertainment", "porn", "pornography"],
  },
  crypto: {
    mccs: ["6051"],
    words: ["crypto", "cryptocurrency", "cryptocurrencies", "crypto exchanges", "quasi cash"],
  },
  weapons: {
    mccs: ["5091", "5723"],
    words: ["weapons", "weapon", "guns", "firearms", "ammunition", "ammo"],
  },
  tobacco: {
    mccs: ["5993"],
    words: ["tobacco", "cigarettes", "vaping", "vapes"],
  },
  alcohol: {
    mccs: ["5813", "5921"],
    words: ["alcohol", "liquor", "bars"],
  },
  dating: {
    mccs: ["7273"],
    words: ["dating", "escort services"],
  },
  money_transfer: {
    mccs: ["4829"],
    words: ["money transfer", "money transfers", "wire transfers", "remittance"],
  },
  cash: {
    mccs: ["6010", "6011"],
    words: ["cash", "cash withdrawals", "cash advances", "atm withdrawals"],
  },
  gift_cards: {
    mccs: ["6540"],
    words: ["gift cards", "gift card", "prepaid cards"],
  },
  investments: {
    mccs: ["6211"],
    words: ["investments", "securities", "brokerage"],
  },
  insurance: {
    mccs: ["5960", "6300"],
    words: ["insurance"],
  },
  groceries: {
    mccs: ["5411", "5422", "5441", "5451", "5462", "5499"],
    words: ["groceries", "grocery", "grocery stores", "supermarkets"],
  },
  restaurants: {
    mccs: ["5811", "5812", "5814"],
    words: ["restaurants", "restaurant", "dining", "food delivery"],
  },
  airlines: {
    mccs: ["3000-3350", "4511"],
    words: ["airlines", "airline", "flights", "air travel"],
  },
  hotels: {
    mccs: ["3501-3999", "7011"],
    words: ["hotels", "hotel", "lodging"],
  },
  car_rental: {
    mccs: ["3351-3500", "7512"],
    words: ["car rental", "car rentals", "rental cars"],
  },
  travel: {
    mccs: ["3000-3999", "4111", "4112", "4131", "4411", "4511", "4722", "4784", "4789", "7011", "7512"],
    words: ["travel"],
  },
  transport: {
    mccs: ["4111", "4121", "4131"],
    words: ["transport", "transportation", "taxis", "ride sharing"],
  },
  fuel: {
    mccs: ["5541", "5542", "5983"],
    words: ["fuel", "gas stations", "petrol"],
  },
  software: {
    mccs: ["5734", "7372"],
    words: ["software"],
  },
  cloud: {
    mccs: ["4816", "7372", "7374"],
    words: ["cloud", "cloud services", "cloud providers", "cloud hosting", "hosting"],
  },
  saas: {
    mccs: ["5734", "5817", "5818", "7372"],
    words: ["saas", "saas subscriptions", "saas vendors", "software subscriptions"],
  },
  ai: {
    mccs: [],
    words: ["ai", "ai apis", "ai services", "llm apis", "model apis"],
  },
  digital_goods: {
    mccs: ["5815", "5816", "5817", "5818"],
    words: ["digital goods"],
  },
  games: {
    mccs: ["5816", "7993", "7994"],
    words: ["games", "gaming", "video games"],
  },
  advertising: {
    mccs: ["7311"],
    words: ["advertising", "ads", "ad spend"],
  },
  telecom: {
    mccs: ["4812", "4814"],
    words: ["telecom", "phone bills", "telecommunications"],
  },
  utilities: {
    mccs: ["4900"],
    words: ["utilities", "electricity"],
  },
  electronics: {
    mccs: ["5045", "5065", "5732"],
    words: ["electronics", "hardware", "computers"],
  },
  books: {
    mccs: ["2741", "5192", "5942"],
    words: ["books", "bookstores"],
  },
  clothing: {
    mccs: ["5611", "5621", "5631", "5641", "5651", "5655", "5661", "5691", "5699"],
    words: ["clothing", "clothes", "apparel"],
  },
  office_supplies: {
    mccs: ["5021", "5111", "5943"],
    words: ["office supplies", "stationery"],
  },
  education: {
    mccs: ["8211", "8220", "8241", "8244", "8249", "8299"],
    words: ["education", "courses", "tuition"],
  },
  charity: {
    mccs: ["8398"],
    words: ["charity", "charities", "donations"],
  },
  pharmacy: {
    mccs: ["5122", "5912"],
    words: ["pharmacy", "pharmacies", "drug stores"],
  },
  healthcare: {
    mccs: ["8011", "8021", "8031", "8041", "8042", "8043", "8049", "8050", "8062", "8071", "8099"],
    words: ["healthcare", "medical", "doctors"],
  },
  entertainment: {
    mccs: ["7832", "7922", "7929", "7991", "7996", "7998", "7999"],
    words: ["entertainment"],
  },
  shipping: {
    mccs: ["4214", "4215"],
    words: ["shipping", "couriers", "freight"],
  },
  government: {
    mccs: ["9211", "9222", "9223", "9311", "9399"],
    words: ["government", "fines", "taxes"],
  },
};
