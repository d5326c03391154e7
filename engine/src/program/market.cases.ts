/** A market's program that has something of everything, for the mistakes that need it. */

export const MARKET = `kopilka: 1
id: market
name: Market
currency: RUB
timezone: Europe/Moscow
wallets:
  bonus: { worth: 1.00, expires: { after: P1Y }, pay: { max: 50%, step: 10 }, transfer: { min: 10, limits: [{ every: month, units: 1000 }] } }
  money: { decimals: 2, worth: 1.00, payout: { min: 100.00, limits: [{ every: month, times: 1 }] }, debt: withhold }
  star: { expires: { inactive: P6M, except: [gold] } }
  ticket: {}
  stamp: { expires: { after: P30D } }
meters:
  coffees: { on: purchase, add: quantity, lines: 'line.category == "coffee"' }
  steps: { on: shop.walk, add: data.steps }
  turnover: { on: payment, add: amount }
tiers:
  by: spend
  window: { calendar: year }
  levels:
    - { id: guest, from: 0 }
    - { id: gold, from: 50000 }
rules:
  - { id: base, on: purchase, earn: { wallet: bonus, rate: { guest: 5%, gold: 7% } } }
  - id: double
    on: purchase
    when: { days: [sat], from: 2026-12-01, until: 2026-12-31, early: { gold: P2D } }
    multiply: { rule: base, by: 2 }
    caps: [promo]
    limits: [{ per: store, every: day, times: 1 }]
    budget: { units: 100000 }
    control: 5%
  - { id: sale, on: purchase, discount: { percent: 10%, max: 500.00 }, group: price }
  - { id: drinks, on: purchase, discount: { percent: 20%, lines: 'line.category == "drinks"' }, group: price }
  - { id: shelf, on: purchase, discount: { cheapest: { of: 3, count: 1, percent: 50% } } }
  - { id: pair, on: purchase, discount: { buy: { pieces: 2, get: 1, from: 'line.sku == "A"', percent: 100% } } }
  - { id: lunch, on: purchase, discount: { bundle: { parts: [{ lines: 'line.sku == "B"' }, { lines: 'line.sku == "C"' }], price: 250.00 } } }
  - { id: steps-off, on: purchase, discount: { ladder: [{ from: 1000.00, percent: 5% }, { from: 3000.00, amount: 300.00 }] } }
  - { id: books, on: purchase, partner: books, earn: { wallet: star, ladder: [{ from: 1000.00, units: 5 }], max: 5, to: 5 } }
  - { id: away, on: inactive, after: P60D, coupon: { id: spring } }
  - { id: soon, on: birthday, before: P3D, badge: regular }
  - { id: trial, on: app.installed, tier: { level: gold, for: P1M } }
  - { id: stamp, on: visit, earn: { wallet: stamp, units: 1 }, limits: [{ every: day, times: 1 }] }
  - { id: draw-in, on: shop.game, earn: { wallet: ticket, units: 1, expires: { after: P30D } } }
groups: { price: best }
caps:
  promo: { units: { guest: 1000, gold: 2000 }, every: month }
discounts: { max: 70%, leave: 0.01, except: 'line.category == "tobacco"' }
attributes:
  employee: { type: yes/no }
  children: { type: number, default: 0 }
statement: { day: joined }
rewards:
  - id: cup
    price: { star: 30 }
    gives: { gift: { sku: CUP } }
    if: account.tier == "gold" && !member.employee
    birthday: { guest: P1D, gold: P7D }
    collect: P7D
    limits: [{ every: year, times: 1 }]
  - { id: tenner, price: { bonus: 100 }, gives: { discount: { amount: 100.00 } } }
  - { id: free, price: { stamp: 10 }, gives: { discount: { cheapest: { of: 1 } } } }
  - { id: swap, price: { star: 10 }, gives: { earn: { wallet: ticket, units: 1 } } }
coupons:
  - { id: spring, expires: { after: P30D }, gives: { discount: { percent: 10% } }, limits: [{ times: 1 }], group: price }
referral:
  qualifies: receipt.paid >= 500.00
  friend: { earn: { wallet: bonus, units: 50 } }
  referrer: { earn: { wallet: bonus, units: 100 } }
  limits: [{ every: month, times: 2 }]
challenges:
  - { id: five, meter: coffees, target: 5, every: week, if: account.choices.favourites.size() > 0, then: { badge: regular } }
streaks:
  - { id: weeks, meter: purchases, every: week, target: 4, then: { earn: { wallet: star, units: 3 } } }
badges: { regular: {} }
choices:
  - { id: favourites, pick: { guest: 1, gold: 2 }, every: month, of: [bread, fish, tea] }
leaderboards:
  - { id: lovers, meter: coffees, every: month, levels: [gold] }
draws:
  - { id: new-year, tickets: ticket, at: 2026-12-31T12:00, prizes: [{ name: TV }] }
partners:
  books: { issue: 1.00, redeem: 0.95, pay: { max: 99% } }
conversions:
  - { id: to-money, from: bonus, to: money, rate: 90%, min: 100, limits: [{ every: month, units: 1000 }] }
giftCards: { min: 100.00, max: 50000.00, expires: P3Y }
`;
