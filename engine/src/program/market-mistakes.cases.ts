/**
 * What can be wrong in the market's program: "mistake | what is written | what is written instead | code | path | line", one in
 * a row; ⏎ is a new line and ∅ nothing. What is written stands in the program once.
 */

export const MARKET_MISTAKES = `
# Wallets and meters.
more at once than there may be in a month | transfer: { min: 10, | transfer: { min: 2000, | unreachable | wallets.bonus.transfer.min | 7
a limit that another always meets before | limits: [{ every: month, units: 1000 }] } } | limits: [{ every: month, units: 1000 }, { every: year, units: 900 }] } } | no_effect | wallets.bonus.transfer.limits[0] | 7
units gone before they can be spent | star: { expires | star: { activates: { after: P1Y }, expires | unreachable | wallets.star.expires.inactive | 9
steps of nothing | step: 10 | step: 0 | out_of_range | wallets.bonus.pay.step | 7
steps of half a bonus | step: 10 | step: 0.5 | too_precise | wallets.bonus.pay.step | 7
a gift of nothing | transfer: { min: 10, | transfer: { min: 0, | out_of_range | wallets.bonus.transfer.min | 7
a limit of no units | limits: [{ every: month, units: 1000 }] } } | limits: [{ every: month, units: 0 }] } } | out_of_range | wallets.bonus.transfer.limits[0].units | 7
a shared limit on gifts | limits: [{ every: month, units: 1000 }] } } | limits: [{ per: program, units: 1000 }] } } | not_allowed | wallets.bonus.transfer.limits[0].per | 7
a payout finer than kopecks | payout: { min: 100.00 | payout: { min: 100.001 | too_precise | wallets.money.payout.min | 8
a payout of units without worth | stamp: { expires | stamp: { payout: {}, expires | cannot_pay | wallets.stamp.payout | 11
money withheld for units without worth | star: { expires | star: { debt: withhold, expires | no_effect | wallets.star.debt | 9
units that an unknown level keeps | except: [gold] | except: [silver] | unknown_level | wallets.star.expires.except[0] | 9
data of a receipt | on: purchase, add: quantity | on: purchase, add: data.pieces | no_effect | meters.coffees.add | 13
lines for what a rule earned | add: quantity, lines | add: earned, wallet: star, lines | no_effect | meters.coffees.lines | 13
lines of an event | add: data.steps | add: count, lines: 'line.sku == "A"' | no_receipt | meters.steps.lines | 14
goods of an event | add: data.steps | add: quantity | no_receipt | meters.steps.add | 14
something uncountable | add: data.steps | add: footsteps | malformed | meters.steps.add | 14
the money of a birthday | on: payment, add | on: birthday, add | no_effect | meters.turnover.add | 15

# Levels.
tasks beside a meter | from: 50000 } | from: 50000, if: account.month.spend > 1.0 } | no_effect | tiers.levels[1].if | 21
tasks for everybody | by: spend⏎  window: { calendar: year }⏎  levels:⏎    - { id: guest, from: 0 } | levels:⏎    - { id: guest, if: account.year.spend > 0.0 } | first_level | tiers.levels[0].if | 18
a level without tasks | by: spend⏎  window: { calendar: year }⏎  levels:⏎    - { id: guest, from: 0 }⏎    - { id: gold, from: 50000 } | levels:⏎    - { id: guest }⏎    - { id: silver, if: account.year.spend > 1.0 }⏎    - { id: gold } | missing | tiers.levels[2] | 20

# Rules: whom they wait for.
eight days before the year before | before: P3D | before: P373D | out_of_range | rules[10].before | 40
another partner than its own | partner: books, | partner: books, if: receipt.partner == "films", | unknown_partner | rules[8].if | 38
not at its own partner | partner: books, | partner: books, if: receipt.partner == "", | unreachable | rules[8].if | 38
weekdays that are not between the dates | until: 2026-12-31, | until: 2026-12-03, | empty_schedule | rules[1].when.days | 26
a weekday twice | days: [sat] | days: [sat, sat] | duplicate_id | rules[1].when.days | 26
early before nothing | from: 2026-12-01, until: 2026-12-31, | until: 2026-12-31, | no_effect | rules[1].when.early | 26
early for nobody | early: { gold: P2D } | early: { silver: P2D } | unknown_level | rules[1].when.early.silver | 26
everybody in the control group | control: 5% | control: 100% | above_whole | rules[1].control | 31
an unknown partner | partner: books, | partner: boks, | unknown_partner | rules[8].partner | 38
silence of no length | on: inactive, after: P60D, | on: inactive, | missing | rules[9].after | 39
a length without silence | on: birthday, before | on: birthday, after: P3D, before | no_effect | rules[10].after | 40
days before a visit | on: visit, | on: visit, before: P3D, | no_effect | rules[12].before | 42
a month before | before: P3D | before: P1M | out_of_range | rules[10].before | 40

# Rules: what they bring.
nothing for any level | rate: { guest: 5%, gold: 7% } | rate: { guest: 0%, gold: 0.0% } | gives_nothing | rules[0].earn.rate | 23
once as much for every level | by: 2 } | by: { guest: 1, gold: 1.0 } } | gives_nothing | rules[1].multiply.by | 27
a step that gives less than the one before | { from: 3000.00, amount: 300.00 } | { from: 3000.00, percent: 4% } | levels_order | rules[7].discount.ladder[1].percent | 37
more units than the step begins with | earn: { wallet: star, ladder: [{ from: 1000.00, units: 5 }], | earn: { wallet: bonus, ladder: [{ from: 1000.00, units: 1005 }], | gives_too_much | rules[8].earn.ladder[0].units | 38
an unknown rule | rule: base, | rule: bass, | unknown_rule | rules[1].multiply.rule | 27
a rule without units | rule: base, | rule: sale, | no_effect | rules[1].multiply.rule | 27
a rule of another event | rule: base, | rule: stamp, | no_effect | rules[1].multiply.rule | 27
half as much | by: 2 } | by: 0.5 } | out_of_range | rules[1].multiply.by | 27
as much as before | by: 2 } | by: 1 } | gives_nothing | rules[1].multiply.by | 27
20 times 7 % | by: 2 } | by: 20 } | gives_too_much | rules[1].multiply.by | 27
20 times 7 % for one level | by: 2 } | by: { guest: 2, gold: 20 } } | gives_too_much | rules[1].multiply.by.gold | 27
a discount of 110 % | percent: 10%, max | percent: 110%, max | above_whole | rules[2].discount.percent | 32
a discount of nothing | percent: 10%, max | percent: 0%, max | gives_nothing | rules[2].discount.percent | 32
a discount of no more than nothing | max: 500.00 } | max: 0.00 } | gives_nothing | rules[2].discount.max | 32
a discount of two forms | max: 500.00 } | amount: 50.00 } | amount_twice | rules[2].discount.amount | 32
a discount without a form | { cheapest: { of: 3, count: 1, percent: 50% } } | { max: 50.00 } | amount_missing | rules[4].discount | 34
four of three | count: 1, | count: 4, | out_of_range | rules[4].discount.cheapest.count | 34
a discount without a receipt | on: purchase, discount: { cheapest | on: visit, discount: { cheapest | no_receipt | rules[4].discount | 34
more than free | percent: 100% } } } | percent: 120% } } } | above_whole | rules[5].discount.buy.percent | 35
a mistyped field among what is bought | line.sku == "A" | line.skuu == "A" | expression_name | rules[5].discount.buy.from | 35
one equals sign | line.sku == "B" | line.sku = "B" | expression_syntax | rules[6].discount.bundle.parts[0].lines | 36
a bundle of one thing | [{ lines: 'line.sku == "B"' }, | [ | out_of_range | rules[6].discount.bundle.parts | 36
lines beside a bundle | price: 250.00 } | price: 250.00 }, lines: 'line.sku == "B"' | no_effect | rules[6].discount.lines | 36
a ladder that goes down | from: 3000.00 | from: 500.00 | levels_order | rules[7].discount.ladder[1].from | 37
more off than is paid | amount: 300.00 | amount: 5000.00 | gives_too_much | rules[7].discount.ladder[1].amount | 37
a step without a number | { from: 3000.00, amount: 300.00 } | { from: 3000.00 } | amount_missing | rules[7].discount.ladder[1] | 37
a step with two numbers | amount: 300.00 | amount: 300.00, percent: 5% | amount_twice | rules[7].discount.ladder[1] | 37
rate and units of a step | units: 5 }] | units: 5, rate: 1 per 100 }] | amount_twice | rules[8].earn.ladder[0] | 38
multiples of nothing | to: 5 } | to: 0 } | gives_nothing | rules[8].earn.to | 38
at most half a star | max: 5, | max: 0.5, | too_precise | rules[8].earn.max | 38
an unknown coupon | coupon: { id: spring } | coupon: { id: sprong } | unknown_coupon | rules[9].coupon.id | 39
an unknown badge | before: P3D, badge: regular | before: P3D, badge: regulr | unknown_badge | rules[10].badge | 40
an unknown level given | tier: { level: gold, | tier: { level: god, | unknown_level | rules[11].tier.level | 41
everybody's level given | tier: { level: gold, | tier: { level: guest, | no_effect | rules[11].tier.level | 41
stamps for the pieces of a visit | wallet: stamp, units: 1 } | wallet: stamp, each: 1 } | no_receipt | rules[12].earn.each | 42
some units that inactivity ends | units: 1, expires: { after: P30D } } | units: 1, expires: { inactive: P30D } } | no_effect | rules[13].earn.expires | 43

# Rules: bounds, and each other.
a limit without a number | { per: store, every: day, times: 1 } | { per: store, every: day } | amount_missing | rules[1].limits[0] | 29
a limit by till without a receipt | limits: [{ every: day, times: 1 }] } | limits: [{ per: till, times: 1 }] } | no_receipt | rules[12].limits[0].per | 42
a budget in units that the rule does not give | max: 500.00 }, | max: 500.00 }, budget: { units: 100 }, | no_effect | rules[2].budget | 32
a budget of half a bonus | budget: { units: 100000 } | budget: { units: 0.5 } | too_precise | rules[1].budget.units | 30
a budget of nothing | budget: { units: 100000 } | budget: { units: 0 } | out_of_range | rules[1].budget.units | 30
an unknown cap | caps: [promo] | caps: [promotion] | unknown_cap | rules[1].caps[0] | 28
a cap on a discount | max: 500.00 }, | max: 500.00 }, caps: [promo], | no_effect | rules[2].caps | 32
a cap that nothing shares | caps: [promo]⏎    limits | limits | no_effect | caps.promo | 45
a cap on bonuses and stars together | max: 5, to: 5 } } | max: 5, to: 5 }, caps: [promo] } | not_allowed | caps.promo | 46
a cap that forgets a level | { guest: 1000, gold: 2000 } | { guest: 1000 } | missing_level | caps.promo.units | 46
a cap of half a bonus | guest: 1000, | guest: 0.5, | too_precise | caps.promo.units.guest | 46
a group of nobody | { price: best } | { price: best, promo: all } | no_effect | groups.promo | 44
a group of a strange kind | { price: best } | { price: cheapest } | not_allowed | groups.price | 44
a discount that another always beats | percent: 10%, max: 500.00 | percent: 30% | shadowed | rules[3] | 33
a discount beside one that stands alone | { percent: 10%, max: 500.00 }, group: price } | { percent: 5% }, exclusive: true } | shadowed | rules[3] | 33
discounts of more than everything | discounts: { max: 70% | discounts: { max: 170% | above_whole | discounts.max | 47
discounts of nothing | discounts: { max: 70% | discounts: { max: 0% | gives_nothing | discounts.max | 47
a floor finer than kopecks | leave: 0.01 | leave: 0.001 | too_precise | discounts.leave | 47
a category that is no condition | 'line.category == "tobacco"' | line.category | expression_type | discounts.except | 47

# Conditions that cannot hold, and names in them.
an hour that no clock shows | receipt.paid >= 500.00 | time.hour >= 24 | unreachable | referral.qualifies | 66
less than nothing | receipt.paid >= 500.00 | receipt.paid < 0.00 | unreachable | referral.qualifies | 66
a partner that is not | receipt.paid >= 500.00 | receipt.partner == "boks" | unknown_partner | referral.qualifies | 66
a choice that is not offered | account.choices.favourites.size() > 0 | '"beer" in account.choices.favourites' | unknown_choice | challenges[0].if | 71
two levels at once | && !member.employee | && account.tier == "guest" | unreachable | rewards[0].if | 56
no | receipt.paid >= 500.00 | 'false' | unreachable | referral.qualifies | 66
more and less | receipt.paid >= 500.00 | receipt.paid >= 500.00 && receipt.paid < 500.0 | unreachable | referral.qualifies | 66
coffee that is tea | line.category == "coffee" | line.category == "coffee" && line.category in ["tea"] | unreachable | meters.coffees.lines | 13
an unknown choice | choices.favourites.size | choices.favorites.size | unknown_choice | challenges[0].if | 71
an unknown attribute | member.employee | member.employe | expression_name | rewards[0].if | 56
an unknown wallet in a condition | !member.employee | account.balance.bonsu > 5.0 | unknown_wallet | rewards[0].if | 56
an unknown badge in a condition | !member.employee | account.badges.regulr >= 1.0 | unknown_badge | rewards[0].if | 56
an unknown meter in a condition | !member.employee | account.month.coffes > 1.0 | unknown_meter | rewards[0].if | 56
a name that is not known beforehand | !member.employee | account.month[account.tier] > 1.0 | expression_name | rewards[0].if | 56

# The catalogue, coupons, friends.
a price of nothing | price: { star: 30 } | price: { star: 0 } | out_of_range | rewards[0].price.star | 54
none in stock | collect: P7D | stock: 0 | out_of_range | rewards[0].stock | 58
a price in an unknown wallet | price: { star: 30 } | price: { start: 30 } | unknown_wallet | rewards[0].price.start | 54
a price in two wallets | price: { star: 30 } | price: { star: 30, bonus: 10 } | malformed | rewards[0].price | 54
a price of half a star | price: { star: 30 } | price: { star: 0.5 } | too_precise | rewards[0].price.star | 54
more stamps than can be had in their thirty days | price: { stamp: 10 } | price: { stamp: 40 } | too_expensive | rewards[2].price.stamp | 61
a reward that pays for itself | star: 10 }, gives: { earn: { wallet: ticket, units: 1 | star: 10 }, gives: { earn: { wallet: star, units: 11 | gives_too_much | rewards[3].gives.earn.units | 62
a reward twice | id: tenner | id: cup | duplicate_id | rewards[1].id | 60
a reward of nothing | gives: { gift: { sku: CUP } } | gives: {} | nothing_happens | rewards[0].gives.earn | 55
a receipt in the catalogue | account.tier == "gold" && | receipt.total > 5.0 && | no_receipt | rewards[0].if | 56
a discount without a purchase | amount: 100.00 } } } | amount: 100.00 } }, use: catalogue } | no_receipt | rewards[1].gives.discount | 60
a code for a discount in the receipt | amount: 100.00 } } } | amount: 100.00 } }, codes: true } | no_effect | rewards[1].codes | 60
a birthday that forgets a level | { guest: P1D, gold: P7D } | { guest: P1D } | missing_level | rewards[0].birthday | 57
a coupon bounded by units | limits: [{ times: 1 }], group | limits: [{ units: 1 }], group | no_effect | coupons[0].limits[0].units | 64
an invitation to nothing |   friend: { earn: { wallet: bonus, units: 50 } }⏎  referrer: { earn: { wallet: bonus, units: 100 } }⏎  limits: [{ every: month, times: 2 }]⏎ | ∅ | nothing_happens | referral | 65
limits for nobody |   referrer: { earn: { wallet: bonus, units: 100 } }⏎ | ∅ | no_effect | referral.limits | 68
a discount for a purchase that is over | { earn: { wallet: bonus, units: 50 } } | { discount: { percent: 5% } } | no_effect | referral.friend.discount | 67

# Challenges, choices, boards, draws, and others.
a target of nothing | target: 5, | target: 0, | out_of_range | challenges[0].target | 71
parts of a coffee | meter: coffees, target: 5, | meter: purchases, target: 0.5, | too_precise | challenges[0].target | 71
an unknown meter to reach | meter: coffees, target | meter: cofees, target | unknown_meter | challenges[0].meter | 71
more of a rule in a challenge | then: { badge: regular } | then: { multiply: { rule: base, by: 2 } } | no_effect | challenges[0].then.multiply.rule | 71
a streak of one | target: 4 | target: 1 | out_of_range | streaks[0].target | 73
five of three | gold: 2 }, every | gold: 5 }, every | out_of_range | choices[0].pick.gold | 76
the same offered twice | [bread, fish, tea] | [bread, fish, bread] | duplicate_id | choices[0].of | 76
a board of an unknown level | levels: [gold] | levels: [silver] | unknown_level | leaderboards[0].levels[0] | 78
tickets of no wallet | tickets: ticket | tickets: tiket | unknown_wallet | draws[0].tickets | 80
a debt finer than kopecks | issue: 1.00 | issue: 1.001 | too_precise | partners.books.issue | 82
payment above the price | max: 99% | max: 199% | above_whole | partners.books.pay.max | 82
an exchange for the same | to: money, | to: bonus, | no_effect | conversions[0].to | 84
an exchange for nothing | rate: 90% | rate: 0% | gives_nothing | conversions[0].rate | 84
an exchange that makes money | rate: 90% | rate: 110% | gives_too_much | conversions[0].rate | 84
an exchange of nothing | min: 100, | min: 0, | out_of_range | conversions[0].min | 84
half a bonus a month | units: 1000 }] }⏎gift | units: 0.5 }] }⏎gift | too_precise | conversions[0].limits[0].units | 84
at most less than at least | max: 50000.00 | max: 50.00 | out_of_range | giftCards.max | 85
amounts beside bounds | giftCards: { min: 100.00, | giftCards: { amounts: [500.00], | no_effect | giftCards.max | 85
a card of nothing | giftCards: { min: 100.00, max: 50000.00, | giftCards: { amounts: [0.00], | out_of_range | giftCards.amounts[0] | 85
a number in words | default: 0 | default: none | wrong_type | attributes.children.default | 50
a statement on the 31st | day: joined | day: 31 | out_of_range | statement.day | 51
`;
