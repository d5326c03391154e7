/** What the demo's coffee shops sell, at which price, and when people want it. */

export interface Article {
  readonly sku: string;
  readonly name: string;
  readonly category: 'coffee' | 'tea' | 'pastry' | 'food' | 'beans';
  /** Kopecks. */
  readonly price: number;
  /** Wanted in the cold, in the heat, or always. */
  readonly season?: 'cold' | 'warm';
}

export const DRINKS = [
  { sku: 'ESPRESSO', name: 'Эспрессо', category: 'coffee', price: 150_00 },
  { sku: 'AMERICANO', name: 'Американо', category: 'coffee', price: 180_00 },
  { sku: 'CAPPUCCINO', name: 'Капучино', category: 'coffee', price: 230_00 },
  { sku: 'LATTE', name: 'Латте', category: 'coffee', price: 250_00 },
  { sku: 'FLATWHITE', name: 'Флэт уайт', category: 'coffee', price: 260_00 },
  { sku: 'RAF', name: 'Раф ванильный', category: 'coffee', price: 290_00, season: 'cold' },
  { sku: 'ICELATTE', name: 'Айс-латте', category: 'coffee', price: 270_00, season: 'warm' },
  { sku: 'COLDBREW', name: 'Колд брю', category: 'coffee', price: 260_00, season: 'warm' },
  { sku: 'TEA', name: 'Чай', category: 'tea', price: 190_00, season: 'cold' },
  { sku: 'COCOA', name: 'Какао', category: 'tea', price: 240_00, season: 'cold' },
] as const satisfies readonly Article[];

export const BAKES = [
  { sku: 'CROISSANT', name: 'Круассан', category: 'pastry', price: 170_00 },
  { sku: 'CINNAMON', name: 'Булочка с корицей', category: 'pastry', price: 190_00 },
  { sku: 'CHEESECAKE', name: 'Чизкейк', category: 'pastry', price: 290_00 },
  { sku: 'COOKIE', name: 'Печенье', category: 'pastry', price: 120_00 },
] as const satisfies readonly Article[];

export const FOOD = [
  { sku: 'PORRIDGE', name: 'Овсяная каша', category: 'food', price: 260_00 },
  { sku: 'SANDWICH', name: 'Сэндвич с индейкой', category: 'food', price: 360_00 },
  { sku: 'SALAD', name: 'Салат с киноа', category: 'food', price: 420_00 },
  { sku: 'SOUP', name: 'Суп дня', category: 'food', price: 340_00 },
] as const satisfies readonly Article[];

/** Sold by weight, per kilogram. */
export const BEANS: Article = { sku: 'BEANS', name: 'Зерно «Угловое», кг', category: 'beans', price: 2_400_00 };
