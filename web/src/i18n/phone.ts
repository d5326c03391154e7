/** Phones as people read them. They are kept as E.164; one that is masked or of another country is shown as it comes. */
const RUSSIAN = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/u;

/** +79161234567 → +7 916 123-45-67, in spaces that do not break. */
export function phoneText(phone: string): string {
  return phone.replace(RUSSIAN, '+7\u00a0$1\u00a0$2-$3-$4');
}
