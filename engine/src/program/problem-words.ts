/**
 * What is wrong with a document, in Russian and English. Complaints are made in English with their names and numbers in them; here each
 * pattern of them has its Russian sentence. What has none is said by its code, with the English hint left to stand.
 */
import type { Problem, ProblemCode } from './problem.ts';

export interface ProblemText {
  readonly message: string;
  /** "" when there is nothing to add. */
  readonly hint: string;
}

export function problemWords({ code, message, hint }: Pick<Problem, 'code' | 'message' | 'hint'>): {
  readonly ru: ProblemText;
  readonly en: ProblemText;
} {
  return {
    en: { message, hint },
    ru: { message: translated(message, MESSAGES) ?? BY_CODE[code], hint: translated(hint, HINTS) ?? hint },
  };
}

type Pattern = readonly [english: RegExp, russian: string];

function translated(text: string, patterns: readonly Pattern[]): string | null {
  const found = patterns.find(([english]) => english.test(text));
  return found === undefined ? null : text.replace(found[0], found[1]);
}

const BY_CODE: Readonly<Record<ProblemCode, string>> = {
  too_large: 'документ слишком велик',
  too_deep: 'слишком глубоко вложено',
  syntax: 'здесь запись нарушена',
  alias: 'ссылки (*имя) здесь не применяются',
  tag: 'теги (!имя) здесь не применяются',
  duplicate_key: 'одно и то же указано дважды',
  reserved_name: 'такое имя занято',
  unknown_key: 'неизвестное слово',
  missing: 'чего-то не хватает',
  wrong_type: 'здесь должно быть значение другого вида',
  malformed: 'написано не так, как нужно',
  out_of_range: 'число вне допустимых границ',
  not_allowed: 'такое здесь невозможно',
  bad_name: 'такое имя не подходит',
  unknown_wallet: 'такого кошелька нет',
  unknown_meter: 'такого счётчика нет',
  unknown_level: 'такого уровня нет',
  missing_level: 'для одного из уровней ничего не сказано',
  duplicate_id: 'такое имя уже есть',
  no_levels: 'написано по уровням, а уровней в программе нет',
  first_level: 'первый уровень — для всех: он начинается с 0',
  levels_order: 'уровни должны идти от низшего к высшему',
  too_precise: 'слишком много знаков после запятой',
  worth: 'цена единицы должна быть целой в копейках для самой малой её части',
  cannot_pay: 'единицами без цены нельзя платить',
  above_whole: 'это больше целого',
  gives_nothing: 'правило ничего не даёт',
  gives_too_much: 'возвращается больше, чем заплачено',
  amount_missing: 'не сказано, сколько',
  amount_twice: 'сколько — сказано дважды',
  no_receipt: 'для этого нужен чек, а у такого события его нет',
  no_effect: 'это ни на что не влияет',
  empty_schedule: 'по такому расписанию этого никогда не будет',
  unknown_rule: 'такого правила нет',
  unknown_coupon: 'такого купона нет',
  unknown_badge: 'такого значка нет',
  unknown_cap: 'такого общего предела нет',
  unknown_partner: 'такого партнёра нет',
  unknown_choice: 'такого выбора нет',
  nothing_happens: 'ничего не происходит',
  unreachable: 'этого никто не сможет достичь',
  shadowed: 'до этого никогда не дойдёт очередь',
  too_expensive: 'условие слишком сложное',
  expression_syntax: 'условие записано с ошибкой',
  expression_type: 'в условии сравнивается несравнимое, или оно не отвечает «да» или «нет»',
  expression_name: 'условие называет то, чего здесь нет',
  expression_too_large: 'условие слишком длинное',
};

const MESSAGES: readonly Pattern[] = [
  [/^unknown key "(.*)"$/u, 'неизвестное слово «$1»'],
  [/^(\S+) is missing$/u, 'не хватает «$1»'],
  [/^"(.*)" is here twice$/u, '«$1» указано дважды'],
  [/^(?:rule|level) "(.*)" is here twice$/u, '«$1» указано дважды'],
  [/^not a rate: "(.*)"$/u, '«$1» — не ставка'],
  [/^not a percentage: "(.*)"$/u, '«$1» — не процент'],
  [/^not a duration: "?(.*?)"?$/u, '«$1» — не срок'],
  [/^not a number: "(.*)"$/u, '«$1» — не число'],
  [/^not a date of every year: "(.*)"$/u, '«$1» — не дата года'],
  [/^not hours of a day: "(.*)"$/u, '«$1» — не часы дня'],
  [/^not a date or a moment: "(.*)"$/u, '«$1» — не дата и не момент'],
  [/^not an? (?:id|name): "(.*)"$/u, '«$1» не подходит как имя'],
  [/^unknown currency: "(.*)"$/u, 'неизвестная валюта «$1»'],
  [/^unknown time zone: "(.*)"$/u, 'неизвестный часовой пояс «$1»'],
  [/^unknown event: "(.*)"$/u, 'неизвестное событие «$1»'],
  [/^empty or too long$/u, 'пусто или слишком длинно'],
  [/^(.+) is too small, at least (.+)$/u, '$1 — слишком мало, нужно не меньше $2'],
  [/^(.+) is too large, at most (.+)$/u, '$1 — слишком много, можно не больше $2'],
  [/^nothing is not possible here$/u, 'здесь нужно значение'],
  [/^(.+) is not possible here$/u, '$1 здесь невозможно'],
  [/^expected text.*, got (.+)$/u, 'нужен текст, а здесь $1'],
  [/^expected a list, got (.+)$/u, 'нужен список, а здесь $1'],
  [/^expected keys and values, got (.+)$/u, 'нужны слова со значениями, а здесь $1'],
  [/^expected a (?:whole )?number.*, got (.+)$/u, 'нужно число, а здесь $1'],
  [/^expected a rate like 5%.*, got (.+)$/u, 'нужна ставка вроде 5% или ставки по уровням, а здесь $1'],
  [/^expected a percentage like 10%.*, got (.+)$/u, 'нужен процент вроде 10% или проценты по уровням, а здесь $1'],
  [/^no wallet "(.*)"$/u, 'нет кошелька «$1»'],
  [/^no meter "(.*?)".*$/u, 'нет счётчика «$1»'],
  [/^no level "(.*)"$/u, 'нет уровня «$1»'],
  [/^no rule "(.*)"$/u, 'нет правила «$1»'],
  [/^no coupon "(.*)"$/u, 'нет купона «$1»'],
  [/^no badge "(.*)"$/u, 'нет значка «$1»'],
  [/^no cap "(.*)"$/u, 'нет общего предела «$1»'],
  [/^no partner "(.*)"$/u, 'нет партнёра «$1»'],
  [/^nothing for level "(.*)"$/u, 'для уровня «$1» ничего не сказано'],
  [/^by level, but the program has no tiers$/u, 'написано по уровням, а уровней в программе нет'],
  [/^the first level begins at (.+)$/u, 'первый уровень начинается с $1, а он для всех: с 0'],
  [/^level "(.*)" does not begin above the one before$/u, 'уровень «$1» начинается не выше предыдущего'],
  [/^(.+) has more decimal places than (.+)$/u, 'в $1 больше знаков после запятой, чем у $2'],
  [/^(.+) is more than the whole$/u, '$1 — больше целого'],
  [/^(.+) gives back more than is paid$/u, '$1 возвращает больше, чем заплачено'],
  [
    /^with the rules before it, this gives back (.+) of what is paid$/u,
    'вместе с правилами выше возвращается $1 от заплаченного',
  ],
  [/^units without worth cannot pay$/u, 'единицами без цены (worth) нельзя платить'],
  [/^the rule gives nothing$/u, 'правило ничего не даёт'],
  [/^the rule says where units go, but not how many$/u, 'сказано, куда начислять, но не сколько'],
  [/^(.+) (?:beside|has no effect beside) (.+)$/u, '$1 рядом с $2 не действует'],
  [/^nobody can reach level "(.*)".*$/u, 'уровня «$1» никто не сможет достичь'],
  [
    /^rule "(.*)" never has its turn: "(.*)" always stands before it$/u,
    'до правила «$1» не дойдёт: перед ним всегда «$2»',
  ],
  [/^until (.+) is not after from (.+)$/u, 'конец $1 не позже начала $2'],
  [/^this can never hold.*$/u, 'такое условие никогда не выполнится'],
  // A next version keeps what accounts may already hold.
  [/^the currency was (\S+) and cannot change$/u, 'валюта была $1, сменить её нельзя'],
  [
    /^wallet (\S+) is gone, but accounts may hold units of it$/u,
    'кошелёк «$1» убран, а на счетах могут быть его единицы',
  ],
  [/^decimals were (\d+) and cannot change$/u, 'знаков после запятой было $1, сменить их нельзя'],
];

const HINTS: readonly Pattern[] = [
  [/^did you mean ([^?]+)\? known: (.+)$/u, 'может быть, $1? Здесь бывают: $2'],
  [/^did you mean ([^?]+)\?.*$/u, 'может быть, $1?'],
  [/^known: (.+)$/u, 'здесь бывают: $1'],
  [/^there are none yet$/u, 'их пока нет ни одного'],
  [/^one of:? (.+)$/u, 'одно из: $1'],
  [/^check quotes.*$/u, 'проверьте кавычки, скобки, двоеточия и отступы'],
  [/^keep one of the two$/u, 'оставьте одно из двух'],
  [/^ids are unique: choose another$/u, 'имена не повторяются: выберите другое'],
  [/^choose another(?: name)?$/u, 'выберите другое имя'],
  [/^at most 100%$/u, 'не больше 100%'],
  [/^at most 100% of the value.*$/u, 'не больше 100% стоимости; проверьте цену единицы и запятую'],
  [/^write it like (.+)$/u, 'пишется так: $1'],
  [/^like (.+)$/u, 'например, $1'],
  [/^digits with a decimal point.*$/u, 'цифры с точкой и ничего больше: 300.00; не меньше нуля'],
  [/^small Latin letters.*$/u, 'маленькие латинские буквы, цифры и дефис, первая — буква: corner-coffee'],
  [/^write 1 to (\d+) characters$/u, 'от 1 до $1 знаков'],
  [/^three capital letters.*$/u, 'три заглавные буквы: RUB, EUR, USD'],
  [/^a name of the IANA list.*$/u, 'имя из списка IANA: Europe/Moscow'],
  [/^add (\S+): with its value, 0 if it gets nothing$/u, 'добавьте $1: и его значение, 0 — если ему ничего'],
  [/^write levels from the lowest.*$/u, 'пишите уровни от низшего к высшему'],
  [/^the first level is everybody's: from: 0$/u, 'первый уровень — для всех: from: 0'],
  [/^write one value, or add tiers$/u, 'напишите одно значение или добавьте уровни (tiers)'],
  [/^add worth: 1\.00, or remove pay$/u, 'добавьте worth: 1.00 или уберите pay'],
  [/^lower what it gives.*$/u, 'уменьшите, что даётся, поднимите цену или ограничьте пределами'],
  [/^keep one of rate, step, units.*$/u, 'оставьте одно из rate, step, units; другое может дать второе правило'],
  [/^write (\S+), or start another program$/u, 'напишите $1 или начните другую программу'],
  [
    /^keep it; a wallet that no rule fills does no harm$/u,
    'оставьте его: кошелёк, который никто не пополняет, не мешает',
  ],
  [/^units already given are counted by them$/u, 'в них посчитаны уже начисленные единицы'],
  [
    /^version (\d+), planned for later, has it otherwise.*$/u,
    'в версии $1, назначенной на потом, иначе: сначала опубликуйте заново её',
  ],
];
