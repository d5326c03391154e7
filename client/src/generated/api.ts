// Generated from openapi.json by `npm run openapi`; do not edit.

export interface paths {
  '/healthz': {
    /** The process is alive */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Health'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    /** The server can work */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Readiness'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Readiness'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/search': {
    /** Search members as somebody types */
    get: {
      parameters: { query: { 'q': string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "members": components['schemas']['MemberRow'][];
          /** Others fit as well: type more. */
          "hasMore": boolean;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/list': {
    /** Members by what is asked of them */
    get: {
      parameters: { query?: { 'filter'?: "all" | "new" | "active" | "level" | "expiring" | "blocked"; 'from'?: string; 'to'?: string; 'programId'?: string; 'level'?: string; 'days'?: number; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "members": components['schemas']['MemberRow'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members': {
    /** Find a member */
    get: {
      parameters: { query?: { 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "members": components['schemas']['Member'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Make a member */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "identities": {
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          "profile"?: components['schemas']['ProfileInput'];
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Of whoever brought the member; see POST /v1/referrals. */
          "referralCode"?: string;
          /** What is known of the friend besides. It is kept as a keyed hash and compared with the referrer’s and with earlier friends’. */
          "referralHints"?: {
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            /** Whatever tells a payment card from others. */
            "card"?: string;
            /** Whatever tells a device from others. */
            "device"?: string;
            /** Where the friend lives, orders to or connects from. */
            "address"?: string;
          };
          /** What the member has said to the texts of GET /v1/public/organizations/{id}/consents. */
          "consents"?: {
            "processing"?: {
              /** Of the text that was shown; see the public consents. */
              "version": number;
              "granted": boolean;
            };
            "advertising"?: {
              /** Of the text that was shown; see the public consents. */
              "version": number;
              "granted": boolean;
            };
          };
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/{id}': {
    /** A member with balances */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    /** Forget a member */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ForgottenMember'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    /** Change a member */
    patch: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** What is given replaces, null removes. */
          "identities"?: {
            "phone"?: string | null;
            "email"?: string | null;
            "card"?: string | null;
            "external"?: string | null;
          };
          /** What is given replaces, null removes. */
          "profile"?: {
            "name"?: string | null;
            "birthday"?: string | null;
            "language"?: "ru" | "en" | null;
            "comment"?: string | null;
          };
          "status"?: "active" | "blocked";
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Member'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/members/{id}/data': {
    /** Everything stored about a member */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/identify': {
    get?: never;
    put?: never;
    /** Ask what a scan means */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was scanned or typed: a card, a phone, a coupon code, a gift card. */
          "scan"?: string;
          /** Without `scan`: somebody chosen from a list. With it: who stands at the till already; their personal codes are known then. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Identified'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/quotes': {
    get?: never;
    put?: never;
    /** Ask what a receipt would come to */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Absent: a receipt of nobody. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "pay"?: components['schemas']['PayInput'];
          /** Rewards, coupons and codes to use here; each must be usable, or the whole is refused. */
          "apply"?: ({
            /** A reward of the program that is used in a receipt. */
            "reward": string;
          } | {
            /** A coupon of the program that lies on the card. */
            "coupon": string;
          } | {
            /** As it was typed or scanned: spaces, dashes and small letters do not count. */
            "code": string;
          })[];
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          "receipt": components['schemas']['OpenReceiptInput'];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Quote'] | components['schemas']['RefusedQuote'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts': {
    get?: never;
    put?: never;
    /** Begin a checkout */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "receipt": components['schemas']['BasketInput'];
          "pay"?: components['schemas']['PayInput'];
          /** Rewards, coupons and codes to use here; each must be usable, or the whole is refused. */
          "apply"?: ({
            /** A reward of the program that is used in a receipt. */
            "reward": string;
          } | {
            /** A coupon of the program that lies on the card. */
            "coupon": string;
          } | {
            /** As it was typed or scanned: spaces, dashes and small letters do not count. */
            "code": string;
          })[];
          /** How long the units stay reserved. */
          "minutes"?: number;
          /** The code from the customer, where a till needs one to pay with units or to move them. */
          "confirmation"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Checkout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Checkout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts/{id}/commit': {
    get?: never;
    put?: never;
    /** Commit a checkout */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': null | {
          /** The number of the printed receipt, by which it is protected and can be returned. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checkouts/{id}/cancel': {
    get?: never;
    put?: never;
    /** Cancel a checkout */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CancelledCheckout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/purchases': {
    get?: never;
    put?: never;
    /** Record a purchase */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Absent: a receipt of nobody. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "pay"?: components['schemas']['PayInput'];
          /** Rewards, coupons and codes to use here; each must be usable, or the whole is refused. */
          "apply"?: ({
            /** A reward of the program that is used in a receipt. */
            "reward": string;
          } | {
            /** A coupon of the program that lies on the card. */
            "coupon": string;
          } | {
            /** As it was typed or scanned: spaces, dashes and small letters do not count. */
            "code": string;
          })[];
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          "receipt": components['schemas']['ReceiptInput'];
          /** The code from the customer, where a till needs one to pay with units or to move them. */
          "confirmation"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Purchase'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/purchases/batch': {
    get?: never;
    put?: never;
    /** Record many purchases */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "purchases": ({
            /** Absent: a receipt of nobody. */
            "member"?: {
              "id"?: string;
              /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
              "phone"?: string;
              "email"?: string;
              /** Number of a plastic card or what its code says. */
              "card"?: string;
              /** The member’s id in another system. */
              "external"?: string;
            };
            /** May be left out when the organization has one program. */
            "programId"?: string;
            "pay"?: components['schemas']['PayInput'];
            /** Rewards, coupons and codes to use here; each must be usable, or the whole is refused. */
            "apply"?: ({
              /** A reward of the program that is used in a receipt. */
              "reward": string;
            } | {
              /** A coupon of the program that lies on the card. */
              "coupon": string;
            } | {
              /** As it was typed or scanned: spaces, dashes and small letters do not count. */
              "code": string;
            })[];
            /** It belongs to the past and happens as of its own time. Needs the scope import. */
            "history"?: boolean;
            "receipt": components['schemas']['ReceiptInput'];
            /** The code from the customer, where a till needs one to pay with units or to move them. */
            "confirmation"?: string;
          })[];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['BatchAnswer'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/returns': {
    get?: never;
    put?: never;
    /** Return a purchase */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "purchaseId"?: string;
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** Without a receipt: whose purchases to look in, newest first. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Absent: everything that is left. */
          "lines"?: ({
            /** Index of the purchase’s line, from 0. */
            "line"?: number;
            /** Of a return without a receipt: what is brought back. */
            "sku"?: string;
            /** Decimal text with at most 6 places, or a whole number; above zero. */
            "quantity": string | number;
          })[];
          /** The return’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
          /** When it was; now if absent. */
          "at"?: string;
          /** It belongs to the past and happens as of its own time. Needs the scope import. */
          "history"?: boolean;
          /** Only tell what would come of it. */
          "preview"?: boolean;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Return'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Return'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/events': {
    get?: never;
    put?: never;
    /** Tell an event */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** The shop's own, shop.…; or one of payment, profile.completed, visit, review.published, survey.answered, app.installed, subscribed. */
          "name": "payment" | "profile.completed" | "visit" | "review.published" | "survey.answered" | "app.installed" | "subscribed" | string;
          "at"?: string;
          /** The event’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
          /** Minor money that it is about (a payment, a reload): rates are taken of it. */
          "amount"?: number;
          /** The coalition’s partner where it happened, by its id in the program. */
          "partner"?: string;
          /** Flat JSON for the rules’ conditions, up to 4 KB. */
          "data"?: { [name: string]: string | "" | number | boolean | null };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedEvent'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedEvent'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/corrections': {
    get?: never;
    put?: never;
    /** Correct a balance */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          "accountId"?: string;
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "wallet": string;
          /** Added, or taken when negative; not zero. */
          "units": number;
          "reason": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Correction'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Correction'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupons/{couponId}/issues': {
    get?: never;
    put?: never;
    /** Put coupons on a card */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'couponId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "count"?: number;
          /** Stays in the journal. */
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedCoupons'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedCoupons'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-batches': {
    get?: never;
    put?: never;
    /** Make codes */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** A kind of coupon of the program. */
          "couponId": string;
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** So many codes that nobody can guess. */
          "count"?: number;
          /** One code with this text, instead of `count`. */
          "code"?: string;
          /** How often each may be used. Absent: once with `count`, without limit with `code` (the coupon’s own limits hold in any case). */
          "usesMax"?: number;
          /** What every code of `count` begins with. */
          "prefix"?: string;
          /** From when they can be used. */
          "from"?: string;
          /** Until when, exclusive. */
          "until"?: string;
          /** Whose they are: to others they are unknown codes. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CreatedCouponBatch'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CreatedCouponBatch'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-batches/{id}': {
    /** A batch of codes */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CouponBatch'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-batches/{id}/codes.csv': {
    /** The codes of a batch */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/csv': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-batches/{id}/block': {
    get?: never;
    put?: never;
    /** Block all codes of a batch */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CouponBatch'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-batches/{id}/unblock': {
    get?: never;
    put?: never;
    /** Unblock a batch */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CouponBatch'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-codes/check': {
    get?: never;
    put?: never;
    /** Ask what a code is */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
          /** Who brings it: personal codes are theirs only. */
          "member"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CheckedCouponCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-codes/block': {
    get?: never;
    put?: never;
    /** Block a code */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['BlockedCouponCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/coupon-codes/unblock': {
    get?: never;
    put?: never;
    /** Unblock a code */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['BlockedCouponCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards': {
    get?: never;
    put?: never;
    /** Issue gift cards */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Minor money on each, as the program sells them. */
          "amount": number;
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "count"?: number;
          /** Sell it at once; only a single card. */
          "activate"?: boolean;
          /** The shop’s number of the receipt that it was sold with. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** Which member bought it. */
          "buyer"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedGiftCards'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedGiftCards'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/activate': {
    get?: never;
    put?: never;
    /** Activate a gift card */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
          /** The shop’s number of the receipt that it was sold with. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** Which member bought it. */
          "buyer"?: {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/payments': {
    /** What gift cards paid of a receipt */
    get: {
      parameters: { query: { 'receiptId': string; 'source'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "payments": components['schemas']['GiftCardReceiptPayment'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Pay with a gift card */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
          /** Minor money to take, or "max": all that is on the card. */
          "amount": number | "max";
          /** With "max": no more than this, what is left to pay. */
          "upTo"?: number;
          /** The shop’s number of the receipt that is paid. A repeat is applied once. */
          "receiptId": string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCardPayment'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCardPayment'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/refunds': {
    get?: never;
    put?: never;
    /** Refund to a gift card */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "paymentId": string;
          /** Minor money to give back, up to what is left of the payment. */
          "amount": number;
          /** The refund’s own number; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCardRefund'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCardRefund'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/check': {
    get?: never;
    put?: never;
    /** Ask what is on a gift card */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/{id}': {
    /** A gift card */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/{id}/operations': {
    /** The history of a gift card */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "operations": components['schemas']['GiftCardOperation'][];
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/batches/{id}': {
    /** A batch of gift cards */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCardBatch'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/batches/{id}/codes.csv': {
    /** The codes of a batch of gift cards */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/csv': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/block': {
    get?: never;
    put?: never;
    /** Block a gift card */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code"?: string;
          "id"?: string;
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/gift-cards/unblock': {
    get?: never;
    put?: never;
    /** Unblock a gift card */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code"?: string;
          "id"?: string;
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['GiftCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/referrals': {
    /** Who brought whom */
    get: {
      parameters: { query?: { 'status'?: "review" | "joined" | "rejected"; 'member'?: string; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "referrals": components['schemas']['Referral'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** A friend names who brought them */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
          /** The friend, who is a member by now. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** What is known of the friend besides. It is kept as a keyed hash and compared with the referrer’s and with earlier friends’. */
          "hints"?: {
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            /** Whatever tells a payment card from others. */
            "card"?: string;
            /** Whatever tells a device from others. */
            "device"?: string;
            /** Where the friend lives, orders to or connects from. */
            "address"?: string;
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/{id}/referral/hints': {
    get?: never;
    put?: never;
    /** Tell what is known of a referrer */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
          "phone"?: string;
          /** Whatever tells a payment card from others. */
          "card"?: string;
          /** Whatever tells a device from others. */
          "device"?: string;
          /** Where the friend lives, orders to or connects from. */
          "address"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "told": ("phone" | "card" | "device" | "address")[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/referrals/{id}/approve': {
    get?: never;
    put?: never;
    /** Let a referral count */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/referrals/{id}/reject': {
    get?: never;
    put?: never;
    /** Reject a referral */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Referral'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/{id}/referral': {
    /** A member’s referral code */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ReferralCard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/referrals/settings': {
    /** Where friends land */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ReferralSettings'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Say where friends land */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Where friends land; {code} stands for the code. */
          "link": string | null;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ReferralSettings'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families': {
    /** The families of a member */
    get: {
      parameters: { query: { 'member': string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "families": components['schemas']['Family'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Found a family */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The owner, on whose account the family lives. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "name": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}': {
    /** A family */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/invitations': {
    get?: never;
    put?: never;
    /** Invite to a family */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** spender may pay with units, earner may only earn. */
          "role"?: "spender" | "earner";
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['NewFamilyInvitation'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['NewFamilyInvitation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/invitations/{invitationId}/cancel': {
    get?: never;
    put?: never;
    /** Take an invitation back */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'invitationId': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['FamilyInvitation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/invitations/{invitationId}/accept': {
    get?: never;
    put?: never;
    /** Accept an invitation */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'invitationId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The invited. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
          /** Version of the text that the member agreed to; it is kept with the time. */
          "consent": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/invitations/{invitationId}/decline': {
    get?: never;
    put?: never;
    /** Decline an invitation */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'invitationId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The invited. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** As it was typed or scanned: spaces, dashes and small letters do not count. */
          "code": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['FamilyInvitation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/leave': {
    get?: never;
    put?: never;
    /** Leave a family */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "member": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/members/{memberId}/remove': {
    get?: never;
    put?: never;
    /** Remove a member from a family */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'memberId': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/families/{id}/members/{memberId}': {
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change what a member may do */
    patch: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'memberId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "role": "owner" | "spender" | "earner";
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Family'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/accounts/{id}/merge/preview': {
    get?: never;
    put?: never;
    /** What a merge would do */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The account that ends. */
          "from": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['MergePreview'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/merge': {
    get?: never;
    put?: never;
    /** Merge another account into this one */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The account that ends. */
          "from": string;
          "reason": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/merges/{id}/approve': {
    get?: never;
    put?: never;
    /** Approve a merge */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/merges/{id}/reject': {
    get?: never;
    put?: never;
    /** Reject a merge */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/merges': {
    /** Merges */
    get: {
      parameters: { query?: { 'status'?: "pending" | "approved" | "done" | "rejected"; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "merges": components['schemas']['Merge'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/merges/{id}': {
    /** A merge */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Merge'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/partners': {
    /** The partners of a program */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "programId": string;
          "period": string;
          "currency": string;
          "partners": components['schemas']['Partner'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/settlements/{period}': {
    /** A month’s settlement with partners */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'period': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Settlement'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/settlements/{period}/close': {
    get?: never;
    put?: never;
    /** Close a month */
    post: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'period': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Settlement'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Settlement'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/settlements/{period}/statement.csv': {
    /** A settlement as CSV */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'period': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/csv': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/settlements/{period}/statement.xlsx': {
    /** A settlement as a spreadsheet */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'period': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/leaderboards': {
    /** The leaderboards of a program */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "leaderboards": ({
            "id": string;
            "name": {
              "ru": string;
              "en": string;
            };
            /** What is compared. */
            "meter": string;
            /** Within what: week, month, quarter, year or ever. */
            "every": string;
            /** Only accounts of these levels; null: of all. */
            "levels": string[] | null;
            "names": "initials" | "first" | "number";
          })[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/leaderboards/{id}': {
    /** A leaderboard */
    get: {
      parameters: { query?: { 'programId'?: string; 'period'?: string; 'member'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Leaderboard'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/draws': {
    /** The prize draws of a program */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "draws": components['schemas']['Draw'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/draws/{id}': {
    /** A prize draw */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Draw'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/draws/{id}/proof': {
    /** The proof of a draw */
    get: {
      parameters: { query?: { 'programId'?: string; 'after'?: number; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['DrawProof'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/draws/{id}/commit': {
    get?: never;
    put?: never;
    /** Commit to a seed */
    post: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Draw'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Draw'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/draws/{id}/draw': {
    get?: never;
    put?: never;
    /** Draw the winners */
    post: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Draw'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Draw'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rewards': {
    /** The catalogue */
    get: {
      parameters: { query?: { 'programId'?: string; 'member'?: string; 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Catalogue'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rewards/{id}': {
    /** A reward of the catalogue */
    get: {
      parameters: { query?: { 'programId'?: string; 'member'?: string; 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CatalogueReward'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rewards/{id}/codes': {
    get?: never;
    put?: never;
    /** Load codes for a reward */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Each is given to one redemption. */
          "codes": string[];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['LoadedRewardCodes'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/redemptions': {
    /** The redemptions of a member */
    get: {
      parameters: { query?: { 'programId'?: string; 'member'?: string; 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "redemptions": components['schemas']['Redemption'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Redeem a reward */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "rewardId": string;
          "quantity"?: number;
          /** The redemption’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedRedemption'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedRedemption'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/redemptions/{id}': {
    /** A redemption and what became of it */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Redemption'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/redemptions/{id}/collect': {
    get?: never;
    put?: never;
    /** Hand a redemption over */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ClosedRedemption'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ClosedRedemption'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/redemptions/{id}/cancel': {
    get?: never;
    put?: never;
    /** Cancel a redemption */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': null | {
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ClosedRedemption'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ClosedRedemption'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts': {
    /** Payouts by status */
    get: {
      parameters: { query?: { 'status'?: "requested" | "approved" | "paid" | "refused"; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "payouts": components['schemas']['Payout'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Ask for a payout */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "wallet": string;
          /** In the smallest part of the wallet. */
          "units"?: number;
          /** Minor money, instead of units. */
          "amount"?: number;
          /** Where the money goes, in the shop’s own words. Personal: kept with the payout only. */
          "destination"?: string;
          /** The payout’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RequestedPayout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RequestedPayout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts/{id}': {
    /** A payout */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts/{id}/approve': {
    get?: never;
    put?: never;
    /** Approve a payout */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts/{id}/destination': {
    get?: never;
    put?: never;
    post?: never;
    /** Erase where a payout went */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts/{id}/pay': {
    get?: never;
    put?: never;
    /** Say that a payout is paid */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/payouts/{id}/refuse': {
    get?: never;
    put?: never;
    /** Refuse a payout */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': null | {
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Payout'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/transfers': {
    get?: never;
    put?: never;
    /** Give units to another member */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "from": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** Exactly one of them. */
          "to": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "wallet": string;
          /** In the smallest part of the wallet. */
          "units": number;
          /** The transfer’s own number, unique for its source; a repeat is applied once. */
          "id"?: string;
          /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
          "source"?: string;
          /** The code from the customer, where a till needs one to pay with units or to move them. */
          "confirmation"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedTransfer'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedTransfer'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/transfers/{id}': {
    /** A transfer, and whether it has arrived */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Transfer'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/conversions': {
    /** What can be exchanged */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "programId": string;
          "conversions": components['schemas']['Conversion'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Exchange units */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          "conversionId": string;
          /** Given, in the smallest part of their wallet. */
          "units": number;
          /** The code from the customer, where a till needs one to pay with units or to move them. */
          "confirmation"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedConversion'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedConversion'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/choices': {
    /** What a member may pick */
    get: {
      parameters: { query?: { 'programId'?: string; 'member'?: string; 'phone'?: string; 'email'?: string; 'card'?: string; 'external'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "programId": string;
          "accountId": string;
          "choices": components['schemas']['Choice'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/choices/{choiceId}': {
    get?: never;
    /** Pick for a period */
    put: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string; 'choiceId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "period": "current" | "next";
          /** Replaces what was picked for that period; empty picks nothing. */
          "picks": string[];
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedPicks'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedPicks'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/choices/{choiceId}/offer': {
    get?: never;
    /** Offer an account a list of its own */
    put: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string; 'choiceId': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Of the choice’s own list; null offers the common list again. */
          "options": string[] | null;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedOffer'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedOffer'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/confirmations': {
    get?: never;
    put?: never;
    /** Confirm expected units */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The operation that gave the units. */
          "operationId"?: string;
          /** Or the number of its receipt. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** The partner it was earned at; anything of another partner is unknown then. */
          "partner"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Confirmation'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Confirmation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/confirmations/cancel': {
    get?: never;
    put?: never;
    /** Cancel expected units */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** The operation that gave the units. */
          "operationId"?: string;
          /** Or the number of its receipt. */
          "receipt"?: {
            "id": string;
            /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
            "source"?: string;
          };
          /** The partner it was earned at; anything of another partner is unknown then. */
          "partner"?: string;
          "reason"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Confirmation'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Confirmation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/profile': {
    get?: never;
    /** Tell rules about an account’s people */
    put: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Those that the program declares: what is given replaces, null forgets. */
          "attributes"?: { [name: string]: string | "" | number | boolean | null };
          /** Replaces all. Birthdays that the members’ profiles have are there anyway, as self. */
          "dates"?: {
            /** self, child …: conditions read event.data.whose. */
            "whose": string;
            "on": string;
          }[];
          /** Day of the month on which the account’s own periods begin. */
          "statementDay"?: number;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedProfile'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/tier': {
    get?: never;
    put?: never;
    /** Give a level by hand */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** A level of the program; null takes back what was given by hand. */
          "level": string | null;
          /** Until when it is given; for ever when null or absent. */
          "until"?: string | null;
          "reason": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedLevel'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['RecordedLevel'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/progress': {
    /** How far an account has come */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Progress'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/messages': {
    /** Messages of rules */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "messages": components['schemas']['Message'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}': {
    /** Where an account stands */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Account'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/lots': {
    /** What a balance is made of */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "lots": components['schemas']['Lot'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/journal': {
    /** The journal of an account */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "entries": components['schemas']['JournalEntry'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/operations': {
    /** The operations of an account */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number; 'reasons'?: "true" | "false" }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "operations": components['schemas']['OperationSummary'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/accounts/{id}/operations/{operationId}': {
    /** An operation of an account */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'operationId': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Operation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/operations/{id}': {
    /** An operation with its reasons */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Operation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/outbox': {
    /** What could not be delivered */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "rows": components['schemas']['UndeliveredRow'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/outbox/{id}/retry': {
    get?: never;
    put?: never;
    /** Try to deliver again */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "id": string;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/outbox/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** Give up a delivery */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "id": string;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/reports/today': {
    /** The figures of a period */
    get: {
      parameters: { query?: { 'programId'?: string; 'from'?: string; 'days'?: number; 'to'?: string; 'store'?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['TodayReport'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs/{id}': {
    /** The program in force */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Program'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Publish a program */
    put: {
      parameters: { query?: { 'check'?: "true" | "false"; 'effectiveFrom'?: string; 'expectedVersion'?: number }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': { [name: string]: unknown }; 'application/yaml': string } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['PublishedProgram'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs': {
    /** List the programs */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "programs": {
            "programId": string;
            "name": {
              "ru"?: string;
              "en"?: string;
            };
            "currency": string;
            "version": number;
          }[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs/{id}/versions': {
    /** The versions of a program */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "versions": components['schemas']['ProgramVersion'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/programs/{id}/versions/{version}': {
    /** One version of a program */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'version': number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Program'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/program-schema': {
    /** JSON Schema of the program document */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': { [name: string]: unknown } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports': {
    /** List the imports */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "imports": components['schemas']['Import'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Begin an import */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "kind": "members" | "receipts";
          /** Of the file, for people. */
          "name": string;
          /** Of the whole file. */
          "bytes": number;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/parts/{number}': {
    get?: never;
    /** Send a part of the file */
    put: {
      parameters: { query?: never; header?: never; path: { 'id': string; 'number': number }; cookie?: never };
      requestBody: { content: { 'application/json': string; 'application/octet-stream': string } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "received": number;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/read': {
    get?: never;
    put?: never;
    /** Read the file */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Of a workbook; the first if absent. */
          "sheet"?: string;
          /** Of a CSV file; recognised if absent. */
          "encoding"?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1251" | "windows-1252" | "koi8-r" | "ibm866";
          /** Of a CSV file; recognised if absent. */
          "delimiter"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/mapping': {
    get?: never;
    /** Say what the columns mean */
    put: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "kind": "members";
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Who brought these balances. A member’s opening balance comes in once for each source and wallet, whichever file names it. */
          "source"?: string;
          "decimal"?: "." | ",";
          /** iso, or a pattern of yyyy MM M dd d HH mm ss. */
          "dateFormat"?: string;
          "columns": {
            /** The name of a column. */
            "phone"?: string;
            /** The name of a column. */
            "email"?: string;
            /** The name of a column. */
            "card"?: string;
            /** The name of a column. */
            "external"?: string;
            /** The name of a column. */
            "name"?: string;
            /** The name of a column. */
            "birthday"?: string;
            /** The name of a column. */
            "balance"?: string;
            /** A level’s id or name. */
            "level"?: string;
            /** Whether the member agreed to advertising: yes or no. */
            "advertising"?: string;
            /** The name of a column. */
            "registeredAt"?: string;
          };
          /** Of the balances; may be left out when the program has one. */
          "wallet"?: string;
          /** For phones that are written without it. */
          "countryCode"?: string;
          /** null: for ever. */
          "levelUntil"?: string | null;
          /** Whether those who are new get what new members get. */
          "welcome"?: boolean;
        } | {
          "kind": "receipts";
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Who numbers these receipts. */
          "source"?: string;
          "decimal"?: "." | ",";
          /** What separates thousands. */
          "grouping"?: string;
          "columns": {
            "receipt": string;
            "date": {
              "column": string;
              "format": string;
              "zone": string;
            };
            "sku": string;
            "quantity": string;
            "price": string;
            "name"?: string;
            "category"?: string;
            "store"?: string;
            "member"?: {
              "column": string;
              "kind": "card" | "email" | "external" | "phone";
              "remove"?: string;
            };
          };
          /** What is done with what is odd; docs/guide/import.md tells of each. */
          "rules"?: {
            "returns"?: "none" | {
              "startsWith": string;
              "match": "newest first";
            };
            "zeroPrice"?: "keep" | "drop" | "refuse";
            "negativePrice"?: "drop" | "refuse";
            "negativeQuantity"?: "drop" | "refuse";
            "missingName"?: "keep" | "drop" | "refuse";
            "duplicateLine"?: "keep" | "drop" | "refuse";
          };
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/start': {
    get?: never;
    put?: never;
    /** Start the import, or go on with it */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/stop': {
    get?: never;
    put?: never;
    /** Stop the import */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}': {
    /** An import */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Import'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    /** Forget the file */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "id": string;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/imports/{id}/refused.csv': {
    /** The refused rows */
    get: {
      parameters: { query?: { 'language'?: "ru" | "en" }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/csv': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/program-templates': {
    /** Ready programs */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "templates": components['schemas']['ProgramTemplate'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/organization': {
    /** The organization of this key */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Organization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the organization’s name or colour */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name"?: string;
          "accentColor"?: string | null;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Organization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/organization/logo': {
    get?: never;
    /** Set the organization’s picture */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "picture": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Organization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    /** Take the organization’s picture away */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Organization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/public/organizations/{id}': {
    /** A shop’s public name and look */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['PublicOrganization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/public/organizations/{id}/logo': {
    /** A shop’s picture */
    get: {
      parameters: { query?: { 'v'?: string }; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'image/png': string; 'image/jpeg': string; 'image/webp': string } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/live': {
    /** Hear of changes */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/event-stream': components['schemas']['Change'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/live': {
    /** Hear of changes of the card */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'text/event-stream': components['schemas']['Change'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/keys': {
    /** List the keys */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "keys": components['schemas']['ApiKey'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Make a key */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name": string;
          /** admin: everything. till: members, quotes, checkouts, purchases, returns. shop: till, events and corrections. read: only looking. import: the past. privacy: a person’s data, told and erased. */
          "scopes": ("admin" | "till" | "shop" | "read" | "import" | "privacy")[];
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['IssuedApiKey'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/keys/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a key */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sandbox/clock': {
    get?: never;
    put?: never;
    /** Move the sandbox’s clock forward */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "now": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "now": string;
          /** How many things happened on the way. */
          "operations": number;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff': {
    /** List the staff */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "staff": components['schemas']['StaffMember'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** End somebody’s work here */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    /** Change a role */
    patch: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** What a role may do, as the scopes of API keys: owner: admin, till, shop, read, import, privacy. manager: shop, till, read, import. cashier: till. analyst: read. */
          "role": "owner" | "manager" | "cashier" | "analyst";
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/staff/invitations': {
    /** List the invitations */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "invitations": components['schemas']['StaffInvitation'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Invite somebody */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "email": string;
          /** What a role may do, as the scopes of API keys: owner: admin, till, shop, read, import, privacy. manager: shop, till, read, import. cashier: till. analyst: read. */
          "role": "owner" | "manager" | "cashier" | "analyst";
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['StaffInvitation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/staff/invitations/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** Withdraw an invitation */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stores': {
    /** List the stores */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "stores": components['schemas']['Store'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/stores/{id}': {
    get?: never;
    /** Make a store, or rename it */
    put: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name": string;
          "address"?: string | null;
          /** IANA; null: that of the program. */
          "timeZone"?: string | null;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Store'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tills': {
    /** List the tills */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "tills": components['schemas']['Till'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tills/{id}': {
    get?: never;
    /** Make a till, rename or move it */
    put: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name": string;
          /** The text by which receipts and rules name the store. */
          "storeId": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Till'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    /** Revoke a till */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tills/{id}/pairing': {
    get?: never;
    put?: never;
    /** Make a code for a device */
    post: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['TillPairing'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/till': {
    /** This till */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['OwnTill'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/till/cashier': {
    get?: never;
    put?: never;
    /** Enter a PIN */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "personId": string;
          /** Four to eight digits. */
          "pin": string;
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['UnlockedTill'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Lock the till */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cashiers': {
    /** List who may work at tills */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "cashiers": components['schemas']['Cashier'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/cashiers/{id}': {
    get?: never;
    /** Give somebody a PIN, or change it */
    put: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name"?: string;
          /** Four to eight digits. */
          "pin"?: string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    /** Take a PIN away */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/till/confirmations': {
    get?: never;
    put?: never;
    /** Send the customer a code */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Exactly one of them. */
          "member": {
            "id"?: string;
            /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
            "phone"?: string;
            "email"?: string;
            /** Number of a plastic card or what its code says. */
            "card"?: string;
            /** The member’s id in another system. */
            "external"?: string;
          };
          /** May be left out when the organization has one program. */
          "programId"?: string;
          /** Minor money that units are to pay: `amount` of the refusal. */
          "amount": number;
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SentConfirmation'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/till-settings': {
    /** What holds at all tills */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['TillSettings'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    /** Change what holds at all tills */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** Minor money that units may pay in one receipt without a code from the customer; null: any amount. */
          "confirmAbove": number | null;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['TillSettings'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/letters': {
    /** The outbox */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** What leaves by itself; the rest waits here. */
          "sends": {
            "email": boolean;
            "sms": boolean;
          };
          "letters": components['schemas']['Letter'][];
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/members/{id}/consents': {
    /** What a member has agreed to */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['MemberConsents'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/consents': {
    /** The texts to agree to, and who has agreed */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "consents": components['schemas']['CountedConsentText'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/consents/{kind}': {
    get?: never;
    /** Publish another text to agree to */
    put: {
      parameters: { query?: never; header?: never; path: { 'kind': "processing" | "advertising" }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "title": {
            "ru": string;
            "en": string;
          };
          "text": {
            "ru": string;
            "en": string;
          };
          /** Of which version it was made: refused if there is a newer one. */
          "expectedVersion"?: number;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['ConsentText'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/deeds': {
    /** Who did what */
    get: {
      parameters: { query?: { 'actor'?: string; 'operation'?: string; 'subject'?: string; 'from'?: string; 'to'?: string; 'cursor'?: string; 'limit'?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "deeds": components['schemas']['Deed'][];
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sign-in': {
    get?: never;
    put?: never;
    /** Sign in */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "email": string;
          "password": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SignInOutcome'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sign-in/code': {
    get?: never;
    put?: never;
    /** Give the second factor */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "code": string;
          "isRecoveryCode"?: boolean;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SignInOutcome'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sign-out': {
    get?: never;
    put?: never;
    /** Sign out */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/password-recovery': {
    get?: never;
    put?: never;
    /** Ask for a new password */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "email": string;
        } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': Record<string, never> } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/password-recovery/complete': {
    get?: never;
    put?: never;
    /** Set the new password */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "token": string;
          /** 10 to 128 characters, any. */
          "password": string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/session': {
    /** Who has signed in, if anybody */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "me": components['schemas']['Me'] | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me': {
    /** Who has signed in */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Me'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change one’s name */
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Me'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/me/organization': {
    get?: never;
    /** Choose whom to work for */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "organizationId": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Me'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/password': {
    get?: never;
    /** Change one’s password */
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "present": string;
          /** 10 to 128 characters, any. */
          "wanted": string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/sessions': {
    /** One’s sessions */
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "sessions": components['schemas']['OwnSession'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    /** End all of one’s other sessions */
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/sessions/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** End one of one’s sessions */
    delete: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/second-factor': {
    get?: never;
    put?: never;
    /** Set up a second factor */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "password": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "uri": string;
          /** Each works once instead of a code. Shown this once; keep them safe. */
          "recoveryCodes": string[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/second-factor/confirm': {
    get?: never;
    put?: never;
    /** Turn the second factor on */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "code": string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/second-factor/off': {
    get?: never;
    put?: never;
    /** Turn the second factor off */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "password": string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/second-factor/recovery-codes': {
    get?: never;
    put?: never;
    /** Make new recovery codes */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "password": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          /** Each works once instead of a code. Shown this once; keep them safe. */
          "recoveryCodes": string[];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/invitations/look': {
    get?: never;
    put?: never;
    /** What an invitation is to */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "token": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "organization": string;
          "role": "owner" | "manager" | "cashier" | "analyst";
          "email": string;
          "hasSignIn": boolean;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/invitations/accept': {
    get?: never;
    put?: never;
    /** Accept an invitation */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "token": string;
          "name"?: string;
          /** 10 to 128 characters, any. */
          "password"?: string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/setup': {
    get?: never;
    put?: never;
    /** Begin a new server */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "token": string;
          "email": string;
          "name": string;
          /** 10 to 128 characters, any. */
          "password": string;
          /** What the shop is called. */
          "shop": string;
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['FoundedOrganization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/me/organizations': {
    get?: never;
    put?: never;
    /** Found another organization */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** What the shop is called. */
          "name": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['FoundedOrganization'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['FoundedOrganization'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/public/organizations/{id}/consents': {
    /** What people are asked to agree to */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "consents": components['schemas']['ConsentText'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/public/organizations/{id}/offers': {
    /** What newcomers get */
    get: {
      parameters: { query?: never; header?: never; path: { 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "offers": components['schemas']['Offer'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/codes': {
    get?: never;
    put?: never;
    /** Ask for a code */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
          "phone"?: string;
          "email"?: string;
          /** Of the letter. */
          "language"?: "ru" | "en";
        } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SentCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/sign-in': {
    get?: never;
    put?: never;
    /** Join or sign in */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
          "phone"?: string;
          "email"?: string;
          "code": string;
          /** To each text an answer of its own. */
          "consents"?: {
            "processing"?: {
              /** Of the text that was shown; see the public consents. */
              "version": number;
              "granted": boolean;
            };
            "advertising"?: {
              /** Of the text that was shown; see the public consents. */
              "version": number;
              "granted": boolean;
            };
          };
          /** Of a new member. */
          "name"?: string;
          "language"?: "ru" | "en";
          /** Of whoever brought a new member. */
          "referralCode"?: string;
          /** Where a new member comes from, as the poster says. */
          "from"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardSignIn'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardSignIn'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/session': {
    /** Whether somebody is signed in */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "memberId": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/sign-out': {
    get?: never;
    put?: never;
    /** Sign out */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me': {
    /** The card */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Card'] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/key': {
    get?: never;
    put?: never;
    /** A new secret for the QR */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardKey'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/history': {
    /** What happened, and why */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number; 'programId'?: string }; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardHistory'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/history/{id}': {
    /** One of them, with its lines */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string; 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardOperationWhole'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/rewards': {
    /** The catalogue */
    get: {
      parameters: { query?: { 'programId'?: string }; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardRewards'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/redemptions': {
    /** Rewards that were taken */
    get: {
      parameters: { query?: { 'cursor'?: string; 'limit'?: number; 'programId'?: string }; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "redemptions": components['schemas']['CardRedemption'][];
          /** Cursor of the next page; null at the end. */
          "next": string | null;
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    /** Take a reward */
    post: {
      parameters: { query?: never; header?: { 'idempotency-key'?: string }; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "rewardId": string;
          "quantity"?: number;
          /** May be left out when the organization has one program. */
          "programId"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardRedemption'] } };
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardRedemption'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/profile': {
    /** The own profile */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the own profile */
    patch: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "name"?: string | null;
          "language"?: "ru" | "en" | null;
          /** Can be told once. */
          "birthday"?: string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    trace?: never;
  };
  '/v1/card/{organization}/me/consents': {
    get?: never;
    /** Agree, or take it back */
    put: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "kind": "processing" | "advertising";
          "version": number;
          "granted": boolean;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/sessions': {
    /** One’s devices */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "sessions": components['schemas']['CardSession'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    /** End all others */
    delete: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/sessions/{id}': {
    get?: never;
    put?: never;
    post?: never;
    /** End one of them */
    delete: {
      parameters: { query?: never; header?: never; path: { 'organization': string; 'id': string }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/contacts/codes': {
    get?: never;
    put?: never;
    /** Ask for a code to a new telephone or e-mail address */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
          "phone"?: string;
          "email"?: string;
          /** Of the letter. */
          "language"?: "ru" | "en";
        } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SentCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/contacts': {
    get?: never;
    /** Change the telephone or the e-mail address */
    put: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          /** With its country; Russian numbers may begin with 8 or 7. Kept as E.164. */
          "phone"?: string;
          "email"?: string;
          "code": string;
        } } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/contacts/{kind}': {
    get?: never;
    put?: never;
    post?: never;
    /** Take the telephone or the e-mail address away */
    delete: {
      parameters: { query?: never; header?: never; path: { 'organization': string; 'kind': "phone" | "email" }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['CardProfile'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/data': {
    /** Everything stored about oneself */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': string } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/deletion/codes': {
    get?: never;
    put?: never;
    /** Ask for a code to delete the account */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "channel": "sms" | "email";
          /** Of the letter. */
          "language"?: "ru" | "en";
        } } };
      responses: {
        202: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['SentCode'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/deletion': {
    get?: never;
    put?: never;
    /** Delete the account */
    post: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody: { content: { 'application/json': {
          "channel": "sms" | "email";
          "code": string;
        } } };
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        409: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        422: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/card/{organization}/me/confirmations': {
    /** Codes that a till asks for now */
    get: {
      parameters: { query?: never; header?: never; path: { 'organization': string }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { 'application/json': {
          "confirmations": components['schemas']['CardConfirmation'][];
        } } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        401: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/tills/pair': {
    get?: never;
    put?: never;
    /** Pair this device */
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { 'application/json': {
          "code": string;
        } } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['PairedTill'] } };
        400: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        403: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        404: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        413: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        415: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        429: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        500: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
        503: { headers: { [name: string]: unknown }; content: { 'application/problem+json': components['schemas']['Problem'] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}

export interface components {
  schemas: {
    Account: {
      "accountId": string;
      "programId": string;
      /** Whose it is or was; null when several share or shared it. */
      "memberId": string | null;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      /** The account that everything of this one went to; null when it stands by itself. */
      "mergedInto": string | null;
    };
    ApiKey: {
      "id": string;
      "name": string;
      "scopes": ("admin" | "till" | "shop" | "read" | "import" | "privacy")[];
      "createdAt": string;
      /** When it was last used, to about ten minutes; null: never. */
      "lastUsedAt": string | null;
    };
    BadgeProgress: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      "about": {
        "ru": string;
        "en": string;
      } | null;
      "times": number;
    };
    Balances: { [name: string]: components['schemas']['WalletStanding'] };
    BasketInput: {
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      /** The coalition’s partner that sold it, by its id in the program. */
      "partner"?: string;
      /** How the money came: card, cash, gift_card …, minor money each. */
      "payments"?: {
        "means": string;
        /** Minor units of the currency (kopecks, pence). */
        "amount": number;
      }[];
      /** Flat facts for the rules’ conditions: { "mcc": "5814", "brand": "Lavazza" }. */
      "attributes"?: { [name: string]: string | "" | number | boolean };
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    BatchAnswer: {
      "results": ({
        "status": "done" | "repeated";
        "purchase": components['schemas']['Purchase'];
      } | {
        "status": "refused";
        "problem": components['schemas']['Problem'];
      })[];
    };
    BlockedCouponCode: {
      "batchId": string;
      "couponId": string;
      "blocked": boolean;
    };
    CancelledCheckout: {
      "id": string;
      "status": "cancelled";
      "accountId": string;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
    };
    Card: {
      "member": {
        "id": string;
        "name": string | null;
        "status": "active" | "blocked";
        "language": "ru" | "en" | null;
        /** The number of a plastic card, if there is one. */
        "card": string | null;
      };
      "shop": {
        "id": string;
        "name": string;
      };
      "programs": components['schemas']['CardProgram'][];
    };
    CardConfirmation: {
      "id": string;
      "code": string;
      /** Minor money that units are to pay. */
      "amount": number;
      /** Where it is asked for. */
      "store": string;
      "expiresAt": string;
    };
    CardHistory: {
      "operations": components['schemas']['CardOperation'][];
      /** What units of `moved` are called. */
      "wallets": components['schemas']['CardUnit'][];
      "currency": string;
      "currencyDecimals": number;
      /** Cursor of the next page; null at the end. A page may have fewer than it could. */
      "next": string | null;
    };
    CardKey: {
      /** What the text begins with; a dot and the digits follow. */
      "prefix": string;
      /** base64url. Told this once. */
      "secret": string;
      "stepSeconds": number;
      "digits": number;
    };
    CardLevel: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      "privileges": {
        "ru": string;
        "en": string;
      }[];
      "until": string | null;
      /** What levels are measured by. */
      "by": "money" | "units" | "count" | "tasks";
      "next": {
        "id": string;
        "name": {
          "ru": string;
          "en": string;
        };
        /** Decimal text; null for levels by tasks. */
        "missing": string | null;
        /** The same in smallest parts: minor money where it is money. */
        "missingMinor": number | null;
        /** How far it is from this level to the next. */
        "share": number | null;
      } | null;
    };
    CardOperation: {
      "id": string;
      "at": string;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void" | "profile" | "choose" | "offer" | "collect" | "transfer" | "merge" | "receive" | "grant" | "refer" | "redeem" | "payout" | "cancel" | "confirm" | "convert";
      "programId": string;
      "store": {
        "ru": string;
        "en": string;
      } | null;
      /** The number of the receipt. */
      "receipt": string | null;
      /** Of a purchase. */
      "total": number | null;
      /** What was left to pay by money. */
      "toPay": number | null;
      /** Signed. */
      "moved": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      /** When it changed. */
      "level": {
        "from": {
          "id": string;
          "name": {
            "ru": string;
            "en": string;
          };
        };
        "to": {
          "id": string;
          "name": {
            "ru": string;
            "en": string;
          };
        };
      } | null;
      /** On an account that others share: not known to be the member’s own, so that only what moved is told. */
      "byOther": boolean;
      /** Sentences: what applied. */
      "why": {
        "ru": string;
        "en": string;
      }[];
    };
    CardOperationWhole: {
      "id": string;
      "at": string;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void" | "profile" | "choose" | "offer" | "collect" | "transfer" | "merge" | "receive" | "grant" | "refer" | "redeem" | "payout" | "cancel" | "confirm" | "convert";
      "programId": string;
      "store": {
        "ru": string;
        "en": string;
      } | null;
      /** The number of the receipt. */
      "receipt": string | null;
      /** Of a purchase. */
      "total": number | null;
      /** What was left to pay by money. */
      "toPay": number | null;
      /** Signed. */
      "moved": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      /** When it changed. */
      "level": {
        "from": {
          "id": string;
          "name": {
            "ru": string;
            "en": string;
          };
        };
        "to": {
          "id": string;
          "name": {
            "ru": string;
            "en": string;
          };
        };
      } | null;
      /** On an account that others share: not known to be the member’s own, so that only what moved is told. */
      "byOther": boolean;
      /** Sentences: what applied. */
      "why": {
        "ru": string;
        "en": string;
      }[];
      "lines": ({
        "name": string | null;
        "sku": string;
        "quantity": string;
        /** Minor units of the currency. */
        "amount": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      })[];
      "wallets": components['schemas']['CardUnit'][];
      "currency": string;
      "currencyDecimals": number;
    };
    CardProfile: {
      "name": string | null;
      "birthday": string | null;
      /** It has been told: from now on only the shop changes it. */
      "birthdayFixed": boolean;
      "language": "ru" | "en" | null;
      "phone": string | null;
      "email": string | null;
      "card": string | null;
      "joinedAt": string;
      /** The newest of each kind. */
      "consents": components['schemas']['Consent'][];
      /** All of them, newest first. */
      "history": components['schemas']['Consent'][];
    };
    CardProgram: {
      "programId": string;
      "name": {
        "ru": string;
        "en": string;
      };
      "currency": string;
      "currencyDecimals": number;
      "timeZone": string;
      "wallets": components['schemas']['CardWallet'][];
      "level": components['schemas']['CardLevel'] | null;
      "coupons": ({
        "id": string;
        "name": {
          "ru": string;
          "en": string;
        };
        "available": number;
        /** When the first of them ends. */
        "until": string | null;
      })[];
    };
    CardRedemption: {
      "id": string;
      "at": string;
      "rewardId": string;
      "quantity": number;
      /** Units it cost in all; null when it was free. */
      "price": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      /** Minor money that the customer pays besides, in all. */
      "pay": number;
      /** From the pool of the reward; null when it comes without. */
      "code": string | null;
      /** Reserved until then; afterwards it cancels itself. null without end. */
      "until": string | null;
      /** What to hand over. */
      "gifts": {
        "sku": string;
        "quantity": string;
      }[];
      /** reserved: waits to be handed over; collected: was; cancelled: by somebody or by time, its units came back; done: there was nothing to hand over. */
      "status": "reserved" | "collected" | "cancelled" | "done";
      /** When it was collected or cancelled, by which operation (null: by time). */
      "closed": {
        "at": string;
        "operationId": string | null;
        "reason": string | null;
      } | null;
      "name": {
        "ru": string;
        "en": string;
      };
      /** Of the price. */
      "wallet": components['schemas']['CardUnit'] | null;
    };
    CardRewards: {
      "programId": string;
      "currency": string;
      "currencyDecimals": number;
      "rewards": ({
        "id": string;
        "name": {
          "ru": string;
          "en": string;
        };
        "about": {
          "ru": string;
          "en": string;
        } | null;
        /** null when it costs no units. */
        "price": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        } | null;
        /** Minor money that the customer pays besides, at the till. */
        "pay": number;
        /** receipt: applied in a purchase (`apply`); catalogue: redeemed by POST /v1/redemptions. */
        "use": "receipt" | "catalogue";
        /** The thing that is handed over, by its sku. */
        "gift": string | null;
        /** It comes with a code of a pool. */
        "codes": boolean;
        /** How many there still are; null without bound. */
        "left": number | null;
        /** For the member: can be taken now, or not; with_receipt: a quote of the receipt with `apply` will tell. null when no member is named. */
        "available": "yes" | "no" | "with_receipt" | null;
        /** Why not, as a redemption would be refused now. */
        "why": {
          "code": string;
          "params": { [name: string]: string | number };
          "text": {
            "ru": string;
            "en": string;
          };
        } | null;
        /** Of the price. */
        "wallet": components['schemas']['CardUnit'] | null;
      })[];
    };
    CardSession: {
      "id": string;
      "isThis": boolean;
      "browser": string | null;
      "address": string | null;
      "createdAt": string;
      /** To the hour. */
      "seenAt": string;
      "expiresAt": string;
    };
    CardSignIn: {
      "joined": boolean;
      "memberId": string;
      "key": components['schemas']['CardKey'];
      /** Of `referralCode`, null without one. review: the shop looks at it before it counts. refused: they have joined without it, and `problem` says why. */
      "friend": {
        "status": "counted" | "review" | "refused";
        "problem": components['schemas']['Problem'] | null;
      } | null;
    };
    CardUnit: {
      "id": string;
      "name": components['schemas']['UnitName'];
      "decimals": number;
    };
    CardWallet: {
      "id": string;
      "name": components['schemas']['UnitName'];
      "decimals": number;
      /** Minor money that one whole unit pays; null when it cannot pay. */
      "worth": number | null;
      /** Whole units in the smallest part of the wallet. */
      "available": number;
      /** Whole units in the smallest part of the wallet. */
      "pending": number;
      /** Whole units in the smallest part of the wallet. */
      "held": number;
      /** Whole units in the smallest part of the wallet. */
      "debt": number;
      /** What burns when, soonest first, at most 12 dates. */
      "expiring": {
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "at": string;
      }[];
    };
    Cashier: {
      "id": string;
      "name": string;
      /** Has a sign-in; otherwise works at tills only. */
      "isStaff": boolean;
      "hasPin": boolean;
    };
    Catalogue: {
      "programId": string;
      "accountId": string | null;
      "rewards": components['schemas']['CatalogueReward'][];
    };
    CatalogueReward: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      "about": {
        "ru": string;
        "en": string;
      } | null;
      /** null when it costs no units. */
      "price": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      /** Minor money that the customer pays besides, at the till. */
      "pay": number;
      /** receipt: applied in a purchase (`apply`); catalogue: redeemed by POST /v1/redemptions. */
      "use": "receipt" | "catalogue";
      /** The thing that is handed over, by its sku. */
      "gift": string | null;
      /** It comes with a code of a pool. */
      "codes": boolean;
      /** How many there still are; null without bound. */
      "left": number | null;
      /** For the member: can be taken now, or not; with_receipt: a quote of the receipt with `apply` will tell. null when no member is named. */
      "available": "yes" | "no" | "with_receipt" | null;
      /** Why not, as a redemption would be refused now. */
      "why": {
        "code": string;
        "params": { [name: string]: string | number };
        "text": {
          "ru": string;
          "en": string;
        };
      } | null;
    };
    ChallengeProgress: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** Counted in the window, as decimal text. */
      "value": string;
      "target": string;
      /** Up to the next time; null when it is reached for this window. */
      "missing": string | null;
      /** How often, in the window. */
      "reached": number;
      "repeat": boolean;
      /** Whether its dates let it be reached now. */
      "open": boolean;
      /** When the current window began; null for ever. */
      "from": string | null;
      /** When it ends; null for ever. */
      "until": string | null;
    };
    Change: {
      /** Accounts that operations were written to; null: too many to name. */
      "accounts": string[] | null;
      /** Tags of the API whose requests changed something. */
      "topics": string[];
    };
    CheckedCouponCode: {
      /** in_use: a checkout or a purchase under way has reserved it. */
      "status": "usable" | "used" | "in_use" | "blocked" | "expired" | "not_yet";
      "programId": string;
      "couponId": string;
      "name": {
        "ru"?: string;
        "en"?: string;
      };
      /** single: each is used once; multi: often; personal: by one member only. */
      "kind": "single" | "multi" | "personal";
      "from": string | null;
      "until": string | null;
      /** null: without limit. */
      "usesLeft": number | null;
    };
    Checkout: {
      "id": string;
      "at": string;
      /** Until when the units are reserved; a commit after it is accepted all the same. */
      "until": string;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money that the program takes off. */
      "discount": number;
      /** Minor money left to pay after discounts and units. */
      "toPay": number;
      "discounts": {
        "rule": string;
        /** Minor units of the currency. */
        "money": number;
      }[];
      /** Units that rewards and coupons used here cost. */
      "costs": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "gifts": {
        "rule": string;
        "sku": string;
        "quantity": string;
      }[];
      "freeDelivery": boolean;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      /** The most that units could pay here, by the wallet asked for or the first that pays. */
      "payable": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money that the program takes off. */
        "discount": number;
        /** The line after discounts and units as a fiscal receipt prints it: pieces at one price each. */
        "prices": {
          "quantity": string;
          /** Minor units of the currency. */
          "price": number;
        }[];
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Choice: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** The account’s own list, or the one for everybody. */
      "offered": string[];
      /** What people call them: those that have a name. */
      "names": { [name: string]: {
          "ru": string;
          "en": string;
        } };
      /** The list is the account’s own. */
      "personal": boolean;
      /** At most so many may be picked, at the account’s level. */
      "most": number;
      /** When the current period began. */
      "from": string | null;
      /** When the next one begins. */
      "until": string | null;
      /** Picked for the current period. */
      "current": string[];
      /** Picked for the next period, which may be changed until it begins. */
      "next": string[];
      /** Until when the current period’s picks may still change; null when they may not. */
      "changeableUntil": string | null;
      /** Why they may not: the days for it are over, or what was picked stays. */
      "closed": "deadline" | "final" | null;
    };
    ClosedRedemption: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "redemptionId": string;
      "status": "collected" | "cancelled";
    };
    Confirmation: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      /** The operation that had given the units. */
      "operationId": string;
      "status": "confirmed" | "cancelled";
      /** What was expected. */
      "units": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
    };
    Consent: {
      "kind": "processing" | "advertising";
      /** Of the text that was shown. */
      "version": number;
      "granted": boolean;
      "at": string;
      /** Said on the card, or to somebody of the staff. */
      "by": "member" | "staff";
    };
    ConsentText: {
      "kind": "processing" | "advertising";
      "version": number;
      /** Without a yes there is no card. */
      "required": boolean;
      "title": {
        "ru": string;
        "en": string;
      };
      /** Plain; paragraphs are separated by an empty line. */
      "text": {
        "ru": string;
        "en": string;
      };
    };
    Conversion: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** The wallet that is given. */
      "from": string;
      /** The wallet that is got. */
      "to": string;
      /** For every `give` smallest units of the one, `get` smallest units of the other; rounded down. */
      "rate": {
        "give": number;
        "get": number;
      };
      /** The fewest that can be given at once. */
      "min": number;
    };
    Correction: {
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    CountedConsentText: {
      "kind": "processing" | "advertising";
      "version": number;
      /** Without a yes there is no card. */
      "required": boolean;
      "title": {
        "ru": string;
        "en": string;
      };
      /** Plain; paragraphs are separated by an empty line. */
      "text": {
        "ru": string;
        "en": string;
      };
      "createdAt": string;
      /** Members whose newest word is a yes to this version. */
      "agreed": number;
      /** Members whose newest word is a no to this version. */
      "declined": number;
    };
    CouponBatch: {
      "id": string;
      "programId": string;
      "couponId": string;
      /** single: each is used once; multi: often; personal: by one member only. */
      "kind": "single" | "multi" | "personal";
      /** null: without limit. */
      "usesMax": number | null;
      "memberId": string | null;
      "from": string | null;
      "until": string | null;
      /** Codes that there will be. */
      "count": number;
      "createdAt": string;
      "status": "making" | "ready";
      /** Codes that are there so far. */
      "made": number;
      /** Uses so far. */
      "used": number;
      "blocked": boolean;
    };
    CouponsOnCard: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** How many can be used now. */
      "available": number;
      "lots": ({
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** null: can be used now. */
        "from": string | null;
        "until": string | null;
      })[];
    };
    CreatedCouponBatch: {
      "id": string;
      "programId": string;
      "couponId": string;
      /** single: each is used once; multi: often; personal: by one member only. */
      "kind": "single" | "multi" | "personal";
      /** null: without limit. */
      "usesMax": number | null;
      "memberId": string | null;
      "from": string | null;
      "until": string | null;
      /** Codes that there will be. */
      "count": number;
      "createdAt": string;
    };
    Deed: {
      "id": string;
      "at": string;
      "actor": {
        "kind": "key" | "person" | "till";
        "id": string;
        /** null of somebody who does not work here any more. */
        "name": string | null;
      };
      /** The id of the operation in this description. */
      "operation": string;
      /** Ids from the path; `made` is what came of it. */
      "subjects": { [name: string]: string };
      "address": string;
      "status": number;
      /** Of the refusal; null when it was done. */
      "code": string | null;
    };
    Draw: {
      "id": string;
      "programId": string;
      "status": "announced" | "committed" | "drawn";
      /** When tickets are counted; from then on it can be drawn. */
      "at": string;
      /** Whose units are tickets. */
      "wallet": string;
      "prizes": {
        "name": {
          "ru": string;
          "en": string;
        };
        "count": number;
      }[];
      /** sha-256 of the seed (hex), published before the draw; null before that. */
      "commitment": string | null;
      "committedAt": string | null;
      "drawnAt": string | null;
      "tickets": number | null;
      "winners": components['schemas']['DrawWinner'][];
    };
    DrawProof: {
      "id": string;
      "programId": string;
      "status": "announced" | "committed" | "drawn";
      /** When tickets are counted; from then on it can be drawn. */
      "at": string;
      /** Whose units are tickets. */
      "wallet": string;
      "prizes": {
        "name": {
          "ru": string;
          "en": string;
        };
        "count": number;
      }[];
      /** sha-256 of the seed (hex), published before the draw; null before that. */
      "commitment": string | null;
      "committedAt": string | null;
      "drawnAt": string | null;
      "tickets": number | null;
      "winners": components['schemas']['DrawWinner'][];
      /** 32 bytes as hex. */
      "seed": string;
      /** sha-256 (hex) of a line "<account id> <tickets>\n" for each holder, in the order of the list. */
      "ticketsHash": string;
      "holders": {
        "n": number;
        "accountId": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Tickets up to and with these. */
        "upto": number;
      }[];
      /** `after` of the next page of holders; null at the end. */
      "next": number | null;
      "algorithm": {
        "ru": string;
        "en": string;
      };
    };
    DrawWinner: {
      /** The single prize, from 1, in the order of drawing. */
      "n": number;
      "prize": {
        "ru": string;
        "en": string;
      };
      "accountId": string;
      /** Number of the ticket in the whole row, from 0. */
      "ticket": number;
      "attempt": number;
    };
    Family: {
      "id": string;
      "programId": string;
      /** What its members share. */
      "accountId": string;
      "name": string;
      "createdAt": string;
      "endedAt": string | null;
      "members": ({
        "memberId": string;
        /** owner and spender may pay with units, earner may only earn. */
        "role": "owner" | "spender" | "earner";
        "joinedAt": string;
        /** Version of the text agreed to; null for who founded it. */
        "consent": string | null;
      })[];
      /** Those that nobody has answered yet. */
      "invitations": components['schemas']['FamilyInvitation'][];
    };
    FamilyInvitation: {
      "id": string;
      "familyId": string;
      "memberId": string;
      "role": "spender" | "earner";
      "status": "pending" | "accepted" | "declined" | "cancelled";
      "createdAt": string;
      "expiresAt": string;
    };
    ForgottenMember: {
      "id": string;
      "forgottenAt": string;
      /** They stay in the books, and are nobody’s. */
      "accounts": string[];
    };
    FoundedOrganization: {
      "id": string;
      "name": string;
    };
    GiftCard: {
      /** Not a secret: nobody pays with it. */
      "id": string;
      "batchId": string;
      "programId": string;
      /** Minor units of the currency. */
      "nominal": number;
      "currency": string;
      "status": "inactive" | "active" | "blocked" | "expired";
      /** Minor money that can be spent. */
      "balance": number;
      "soldAt": string | null;
      "buyerId": string | null;
      /** null: not sold yet, or never. */
      "expiresAt": string | null;
    };
    GiftCardBatch: {
      "id": string;
      "programId": string;
      /** Minor units of the currency. */
      "nominal": number;
      "currency": string;
      "count": number;
      "createdAt": string;
      "status": "making" | "ready";
      /** Cards that are there so far. */
      "made": number;
    };
    GiftCardOperation: {
      "id": string;
      "type": "sale" | "payment" | "refund" | "expiry" | "other";
      "at": string;
      /** Minor money that came onto the card or, negative, left it. */
      "amount": number;
      /** After it. */
      "balance": number;
      /** Of a payment: source/number. */
      "receipt": string | null;
    };
    GiftCardPayment: {
      /** Refunds name it. */
      "id": string;
      "cardId": string;
      "at": string;
      /** Minor money that was taken. */
      "amount": number;
      "currency": string;
      /** What was left on the card after it. */
      "balance": number;
    };
    GiftCardReceiptPayment: {
      /** Refunds name it. */
      "id": string;
      "cardId": string;
      "at": string;
      /** Minor money that was taken. */
      "amount": number;
      "currency": string;
      /** Minor money of it that has not been refunded yet. */
      "left": number;
      /** The last letters of the card’s code, by which whoever has it knows it. */
      "ending": string;
    };
    GiftCardRefund: {
      "id": string;
      "paymentId": string;
      "cardId": string;
      "at": string;
      /** Minor units of the currency. */
      "amount": number;
      "currency": string;
      /** What was on the card after it. */
      "balance": number;
    };
    Health: {
      "status": "ok";
    };
    Identified: {
      "type": "member";
      "member": components['schemas']['MemberAtTill'];
    } | {
      "type": "coupon";
      /** In its one spelling, for `apply`. */
      "code": string;
      "coupon": components['schemas']['CheckedCouponCode'];
    } | {
      "type": "gift_card";
      /** In its one spelling, to pay with. */
      "code": string;
      "card": components['schemas']['GiftCard'];
    };
    Import: {
      "id": string;
      "kind": "members" | "receipts";
      "name": string;
      "bytes": number;
      /** Bytes that are there. */
      "received": number;
      "state": "uploading" | "read" | "checking" | "checked" | "running" | "stopping" | "stopped" | "done" | "failed";
      "createdAt": string;
      "createdBy": string | null;
      "startedAt": string | null;
      "finishedAt": string | null;
      /** false once its bytes have been forgotten. */
      "hasFile": boolean;
      "file": components['schemas']['ImportFile'] | null;
      "mapping": {
        "kind": "members";
        /** May be left out when the organization has one program. */
        "programId"?: string;
        /** Who brought these balances. A member’s opening balance comes in once for each source and wallet, whichever file names it. */
        "source": string;
        "decimal": "." | ",";
        /** iso, or a pattern of yyyy MM M dd d HH mm ss. */
        "dateFormat": string;
        "columns": {
          /** The name of a column. */
          "phone"?: string;
          /** The name of a column. */
          "email"?: string;
          /** The name of a column. */
          "card"?: string;
          /** The name of a column. */
          "external"?: string;
          /** The name of a column. */
          "name"?: string;
          /** The name of a column. */
          "birthday"?: string;
          /** The name of a column. */
          "balance"?: string;
          /** A level’s id or name. */
          "level"?: string;
          /** Whether the member agreed to advertising: yes or no. */
          "advertising"?: string;
          /** The name of a column. */
          "registeredAt"?: string;
        };
        /** Of the balances; may be left out when the program has one. */
        "wallet"?: string;
        /** For phones that are written without it. */
        "countryCode"?: string;
        /** null: for ever. */
        "levelUntil": string | null;
        /** Whether those who are new get what new members get. */
        "welcome": boolean;
      } | {
        "kind": "receipts";
        /** May be left out when the organization has one program. */
        "programId"?: string;
        /** Who numbers these receipts. */
        "source": string;
        "decimal": "." | ",";
        /** What separates thousands. */
        "grouping": string;
        "columns": {
          "receipt"?: string;
          "date"?: {
            "column": string;
            "format": string;
            "zone": string;
          };
          "sku"?: string;
          "quantity"?: string;
          "price"?: string;
          "name"?: string;
          "category"?: string;
          "store"?: string;
          "member"?: {
            "column": string;
            "kind": "card" | "email" | "external" | "phone";
            "remove"?: string;
          };
        };
        /** What is done with what is odd; docs/guide/import.md tells of each. */
        "rules": {
          "returns": "none" | {
            "startsWith": string;
            "match": "newest first";
          };
          "zeroPrice": "keep" | "drop" | "refuse";
          "negativePrice": "drop" | "refuse";
          "negativeQuantity": "drop" | "refuse";
          "missingName": "keep" | "drop" | "refuse";
          "duplicateLine": "keep" | "drop" | "refuse";
        };
      } | null;
      "isGuess": boolean;
      /** In rows; of receipts in receipts. */
      "progress": {
        "done": number;
        "total": number | null;
        "perSecond": number | null;
      } | null;
      /** What would come in. */
      "check": {
        /** Of receipts: lines of the file. */
        "rows": number;
        /** Rows; of receipts: receipts. */
        "good": number;
        "refused": number;
        /** How many rows refused.csv has: not all when they are very many. */
        "refusedKept": number;
        "problems": ({
          "code": string;
          "reason": {
            "en": string;
            "ru": string;
          };
          "count": number;
          /** The first of them, as a spreadsheet numbers them: the header is 1. */
          "rows": number[];
          /** The cell, or the receipt’s number. */
          "example": string | null;
        })[];
        "members": {
          "new": number;
          "known": number;
        } | null;
        "units": number | null;
        "wallet": string | null;
        "receipts": {
          "total": number;
          "purchases": number;
          "returns": number;
          "anonymous": number;
          /** Nothing was left of them after the rules. */
          "empty": number;
          /** Of members’ purchases, minor units. */
          "amount": number;
          "currency": string;
          "firstAt": string | null;
          "lastAt": string | null;
        } | null;
      } | null;
      /** What came in, so far or in the end. */
      "result": {
        /** Of receipts: lines of the file. */
        "rows": number;
        /** Rows; of receipts: receipts. */
        "good": number;
        "refused": number;
        /** How many rows refused.csv has: not all when they are very many. */
        "refusedKept": number;
        "problems": ({
          "code": string;
          "reason": {
            "en": string;
            "ru": string;
          };
          "count": number;
          /** The first of them, as a spreadsheet numbers them: the header is 1. */
          "rows": number[];
          /** The cell, or the receipt’s number. */
          "example": string | null;
        })[];
        "members": {
          "opened": number;
          "known": number;
        };
        "units": number | null;
        "wallet": string | null;
        "receipts": {
          "total": number;
          "purchases": number;
          "returns": number;
          "anonymous": number;
          /** Nothing was left of them after the rules. */
          "empty": number;
          /** Of members’ purchases, minor units. */
          "amount": number;
          "currency": string;
          /** Were there before this import. */
          "repeated": number;
          "returnsUnmatched": number;
          "unmatchedLines": number;
          /** Minor units of the currency. */
          "unmatchedAmount": number;
        } | null;
      } | null;
      "failure": {
        "code": string;
        "title": {
          "en": string;
          "ru": string;
        };
        "detail": {
          "en": string;
          "ru": string;
        };
      } | null;
    };
    ImportFile: {
      "format": "csv" | "xlsx";
      "encoding": string | null;
      "delimiter": string | null;
      "decimal": "." | ",";
      "sheets": string[];
      "sheet": string | null;
      /** Each once: a second "Phone" is "Phone (2)", one without a name "#3". */
      "columns": string[];
      /** The first rows; none in a list of imports. */
      "sample": string[][];
      /** Known once the file has been checked. */
      "rows": number | null;
    };
    IssuedApiKey: {
      "id": string;
      "name": string;
      "scopes": ("admin" | "till" | "shop" | "read" | "import" | "privacy")[];
      "createdAt": string;
      /** When it was last used, to about ten minutes; null: never. */
      "lastUsedAt": string | null;
      /** Shown this once; keep it safe. */
      "key": string;
    };
    IssuedCoupons: {
      /** The operation’s id. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "couponId": string;
      "count": number;
      /** Coupons of this kind on the card now. */
      "available": number;
      /** How many of them expire first, and when. */
      "expiring": {
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "at": string;
      } | null;
      "reasons": components['schemas']['Reason'][];
    };
    IssuedGiftCard: {
      /** Not a secret: nobody pays with it. */
      "id": string;
      "batchId": string;
      "programId": string;
      /** Minor units of the currency. */
      "nominal": number;
      "currency": string;
      "status": "inactive" | "active" | "blocked" | "expired";
      /** Minor money that can be spent. */
      "balance": number;
      "soldAt": string | null;
      "buyerId": string | null;
      /** null: not sold yet, or never. */
      "expiresAt": string | null;
      /** For the buyer only. */
      "code": string;
    };
    IssuedGiftCards: {
      "batch": {
        "id": string;
        "programId": string;
        /** Minor units of the currency. */
        "nominal": number;
        "currency": string;
        "count": number;
        "createdAt": string;
      };
      /** When it is one. */
      "card": components['schemas']['IssuedGiftCard'] | null;
    };
    JournalEntry: {
      "operationId": string;
      "operationType": string;
      "at": string;
      "wallet": string;
      "kind": "earn" | "pay" | "redeem" | "expire" | "reverse" | "restore" | "correct" | "join" | "confirm" | "convert" | "transfer" | "payout";
      /** Signed. */
      "units": number;
      "rule": string | null;
      /** From when to when the units live; null when debt moved. */
      "lot": {
        "from": string;
        "to": string | null;
      } | null;
    };
    Keeping: {
      "level": string;
      /** When the level ends unless it is earned anew. */
      "until": string;
      /** From when on purchases count for that: now, or when the period begins. */
      "from": string;
      /** How much more until then, as decimal text; 0 when it is kept already. */
      "missing": string;
    };
    Leaderboard: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** What is compared. */
      "meter": string;
      /** Within what: week, month, quarter, year or ever. */
      "every": string;
      /** Only accounts of these levels; null: of all. */
      "levels": string[] | null;
      "names": "initials" | "first" | "number";
      "programId": string;
      "period": string;
      /** First day; null for ever. */
      "from": string | null;
      /** The day after the last; null for ever. */
      "until": string | null;
      "top": components['schemas']['LeaderboardPlace'][];
      /** Of the member who asks; null without one, or with nothing. */
      "own": {
        "rank": number;
        "value": number;
        /** The places around, within the first 1 000. */
        "neighbours": components['schemas']['LeaderboardPlace'][];
      } | null;
    };
    LeaderboardPlace: {
      /** Equal values share a rank: 1, 1, 3. */
      "rank": number;
      /** Initials, first name or a number, as the program says. */
      "name": string;
      /** Of the meter, in its smallest parts. */
      "value": number;
      /** The member who asks. */
      "isMember": boolean;
    };
    Letter: {
      "id": string;
      /** An e-mail address, or a telephone for a short message. */
      "to": string;
      "channel": "email" | "sms";
      "kind": "invitation" | "recovery" | "code";
      "subject": string;
      /** null when a mail server (or a gateway for short messages) is set up, it was sent, or its link or code is over. */
      "text": string | null;
      "createdAt": string;
      "expiresAt": string;
      "sentAt": string | null;
      /** What the mail server said the last time. */
      "failure": string | null;
    };
    LevelInWords: {
      "level": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** Until when the level is kept whatever happens; null without end. */
      "until": string | null;
      /** null at the highest level, and where levels are reached by tasks. */
      "next": {
        "level": string;
        "name": {
          "ru": string;
          "en": string;
        };
        "missing": number;
      } | null;
      /** What levels are measured by; null where they are reached by tasks. */
      "measure": {
        "isMoney": boolean;
        /** So many decimal places has `missing`. */
        "scale": number;
      } | null;
    };
    LoadedRewardCodes: {
      "rewardId": string;
      "added": number;
      /** Codes that the pool had already, or that were repeated in the request; they are there once. */
      "duplicates": string[];
      /** Codes that nobody has taken yet. */
      "left": number;
    };
    Lot: {
      "wallet": string;
      /** What is left of it. */
      "units": number;
      /** From when they can be spent. */
      "from": string;
      /** When they end; null: never. */
      "until": string | null;
      /** They cannot be spent yet. */
      "pending": boolean;
    };
    Me: {
      "id": string;
      "name": string;
      "email": string;
      "hasSecondFactor": boolean;
      /** Whom this session works for. */
      "organization": {
        "id": string;
        "name": string;
        "role": "owner" | "manager" | "cashier" | "analyst";
        "scopes": ("admin" | "till" | "shop" | "read" | "import" | "privacy")[];
      } | null;
      /** All that the person works for. */
      "organizations": ({
        "id": string;
        "name": string;
        "role": "owner" | "manager" | "cashier" | "analyst";
      })[];
    };
    Member: {
      "id": string;
      "status": "active" | "blocked";
      "createdAt": string;
      /** Without the scope `read`, as tills are, phone, e-mail and card are masked: "+7 ••• ••• 45-67", "a•••@example.com", "•••2345". */
      "identities": {
        "phone"?: string;
        "email"?: string;
        "card"?: string;
        "external"?: string;
      };
      "profile": components['schemas']['Profile'];
      "accounts": components['schemas']['MemberAccount'][];
    };
    MemberAccount: {
      "programId": string;
      "accountId": string;
      "joinedAt": string;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
    };
    MemberAtTill: {
      "id": string;
      "status": "active" | "blocked";
      "name": string | null;
      /** Masked, for comparing. */
      "phone": string | null;
      "programId": string;
      "accountId": string;
      /** In a family not everybody may. */
      "maySpend": boolean;
      "balances": components['schemas']['Balances'];
      /** null in a program without levels. */
      "tier": components['schemas']['LevelInWords'] | null;
      /** On the card, to be used now. */
      "coupons": ({
        "id": string;
        "name": {
          "ru": string;
          "en": string;
        };
        /** Whole units in the smallest part of the wallet. */
        "available": number;
        /** Of those that end first; null never. */
        "until": string | null;
      })[];
      /** When it is near and the program knows birthdays; 0 is today. */
      "birthday": {
        "inDays": number;
      } | null;
    };
    MemberConsents: {
      /** The newest of each kind. */
      "current": components['schemas']['Consent'][];
      /** All of them, newest first. */
      "history": components['schemas']['Consent'][];
      /** By the card, and what the poster’s address said; null for one whom the staff made. */
      "joined": {
        "from": string | null;
        "at": string;
      } | null;
    };
    MemberRow: {
      "id": string;
      "name": string | null;
      "status": "active" | "blocked";
      "createdAt": string;
      "phone": string | null;
      "email": string | null;
      "cards": string[];
      "accounts": ({
        "programId": string;
        "accountId": string;
        "balances": components['schemas']['Balances'];
        "tier": components['schemas']['Tier'];
        "lastPurchaseAt": string | null;
      })[];
    };
    Merge: {
      "id": string;
      "programId": string;
      "from": string;
      "into": string;
      "reason": string;
      "units": number;
      /** pending: a second person must approve; approved: it is happening, repeat the request; done; rejected. */
      "status": "pending" | "approved" | "done" | "rejected";
      /** Id of the key. */
      "requestedBy": string;
      "requestedAt": string;
      /** Id of the key that approved or rejected it. */
      "decidedBy": string | null;
      "decidedAt": string | null;
      /** On the account that ended. */
      "operationId": string | null;
      "reasons": components['schemas']['Reason'][];
    };
    MergePreview: {
      "from": string;
      "into": string;
      "programId": string;
      "moves": {
        "lots": ({
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
          "from": string;
          /** null: never expires. */
          "to": string | null;
        })[];
        "debts": { [name: string]: number };
      };
      /** Of the account that stays. */
      "before": {
        "balances": components['schemas']['Balances'];
        "tier": components['schemas']['Tier'];
      };
      /** Of the account that stays, once all has arrived. */
      "after": {
        "balances": components['schemas']['Balances'];
        "tier": components['schemas']['Tier'];
      };
      /** Of the account that ends, afterwards. */
      "ends": {
        "balances": components['schemas']['Balances'];
        "tier": components['schemas']['Tier'];
      };
      /** By wallet: units that expire on arrival. */
      "lost": { [name: string]: number };
      /** What both have and only one can have: the account that stays keeps its own. */
      "replaced": ({
        "kind": "attribute" | "choice" | "offer" | "referral" | "statement_day";
        "name": string;
      })[];
      /** Whole units of the fullest wallet that would move. */
      "units": number;
      /** More than 1000 units: a second person must approve. */
      "needsApproval": boolean;
      "reasons": components['schemas']['Reason'][];
    };
    Message: {
      "id": string;
      "rule": string;
      /** In the languages that the program has words in. */
      "text": {
        "ru": string | null;
        "en": string | null;
      };
      "at": string;
    };
    NewFamilyInvitation: {
      "id": string;
      "familyId": string;
      "memberId": string;
      "role": "spender" | "earner";
      "status": "pending" | "accepted" | "declined" | "cancelled";
      "createdAt": string;
      "expiresAt": string;
      /** To be brought to the invited, who accepts with it. */
      "code": string;
    };
    Offer: {
      "programId": string;
      "currency": string;
      /** A round sum that is spent at once, on ordinary things. */
      "sum": number;
      /** What is taken off it. */
      "discount": number;
      /** What is earned for it. */
      "earned": {
        "id": string;
        "name": components['schemas']['UnitName'];
        "decimals": number;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      /** What there is for joining. */
      "welcome": {
        "id": string;
        "name": components['schemas']['UnitName'];
        "decimals": number;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      /** Whether the code of a member who brought them counts. */
      "takesFriends": boolean;
    };
    OpenItem: {
      "type": "redemption";
      "id": string;
      "rewardId": string;
      "name": {
        "ru": string;
        "en": string;
      } | null;
      "quantity": number;
      "code": string | null;
      "wallet": string | null;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      /** When it cancels itself; null never. */
      "until": string | null;
    } | {
      "type": "payout";
      "operationId": string;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
    } | {
      "type": "expected";
      /** Confirm it by this. */
      "operationId": string;
      "partner": string | null;
      "units": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
    };
    OpenReceiptInput: {
      /** The shop’s own number, unique for its source. */
      "id"?: string;
      /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
      "source"?: string;
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      /** The coalition’s partner that sold it, by its id in the program. */
      "partner"?: string;
      /** How the money came: card, cash, gift_card …, minor money each. */
      "payments"?: {
        "means": string;
        /** Minor units of the currency (kopecks, pence). */
        "amount": number;
      }[];
      /** Flat facts for the rules’ conditions: { "mcc": "5814", "brand": "Lavazza" }. */
      "attributes"?: { [name: string]: string | "" | number | boolean };
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    Operation: {
      "id": string;
      /** The account’s operations are numbered without gaps. */
      "seq": number;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void" | "profile" | "choose" | "offer" | "collect" | "transfer" | "merge" | "receive" | "grant" | "refer" | "redeem" | "payout" | "cancel" | "confirm" | "convert";
      "at": string;
      /** When the server took it, by the machine’s clock. */
      "acceptedAt": string;
      "programVersion": number;
      /** Of the type custom: what happened, such as enrolled, birthday or shop.review. */
      "event"?: string;
      /** Of a purchase or checkout: minor money. */
      "total"?: number;
      /** By wallet: the sum of what came and went. */
      "moved": { [name: string]: number };
      /** When the level changed. */
      "tier"?: {
        "from": string;
        "to": string;
      };
      "accountId": string;
      /** Of what was asked for at a paired till: where, and who worked there. */
      "seller"?: {
        "till": {
          "id": string;
          /** null when nothing is known by the id any more. */
          "name": string | null;
        };
        "store": {
          "id": string;
          /** null when nothing is known by the id any more. */
          "name": string | null;
        };
        "cashier": {
          "id": string;
          /** null when nothing is known by the id any more. */
          "name": string | null;
        } | null;
      };
      "receipt"?: {
        "id"?: string;
        "currency": string;
        /** Minor units of the currency. */
        "total": number;
        "store"?: string;
        "till"?: string;
        "channel"?: string;
        "partner"?: string;
        "payments"?: {
          "means": string;
          /** Minor units of the currency. */
          "amount": number;
        }[];
        "attributes"?: { [name: string]: string | number | boolean };
        "lines": ({
          "sku": string;
          "name"?: string;
          "category"?: string;
          "quantity": string;
          /** Minor units of the currency. */
          "price": number;
          /** Minor units of the currency. */
          "discount"?: number;
          /** Minor units of the currency. */
          "amount": number;
          /** Minor units of the currency. */
          "floor"?: number;
          "kind"?: string;
          "attributes"?: { [name: string]: string | number | boolean };
        })[];
      };
      "entries": {
        "wallet": string;
        "kind": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "rule"?: string;
        "partner"?: string;
      }[];
      /** By wallet id, right after it. */
      "balances": components['schemas']['Balances'];
      "standing": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    OperationSummary: {
      "id": string;
      /** The account’s operations are numbered without gaps. */
      "seq": number;
      "type": "purchase" | "return" | "correction" | "custom" | "hold" | "release" | "clock" | "void" | "profile" | "choose" | "offer" | "collect" | "transfer" | "merge" | "receive" | "grant" | "refer" | "redeem" | "payout" | "cancel" | "confirm" | "convert";
      "at": string;
      /** When the server took it, by the machine’s clock. */
      "acceptedAt": string;
      "programVersion": number;
      /** Of the type custom: what happened, such as enrolled, birthday or shop.review. */
      "event"?: string;
      /** Of a purchase or checkout: minor money. */
      "total"?: number;
      /** By wallet: the sum of what came and went. */
      "moved": { [name: string]: number };
      /** When the level changed. */
      "tier"?: {
        "from": string;
        "to": string;
      };
      /** What was applied and why; only where it was asked for. */
      "reasons"?: components['schemas']['Reason'][];
    };
    Organization: {
      "id": string;
      "name": string;
      /** #rrggbb, as it was chosen; screens correct its contrast. null: Kopilka’s own. */
      "accentColor": string | null;
      /** The picture’s address on this server; another picture has another. null: there is none. */
      "logo": string | null;
      "sandbox": boolean;
      /** The organization’s time: a sandbox has its own. */
      "now": string;
      "createdAt": string;
      "programs": string[];
    };
    OwnSession: {
      "id": string;
      "isThis": boolean;
      "address": string | null;
      "browser": string | null;
      "createdAt": string;
      "expiresAt": string;
    };
    OwnTill: {
      "id": string;
      "name": string;
      "store": {
        "id": string;
        "name": string;
        "address": string | null;
        "timeZone": string | null;
      };
      "organization": {
        "id": string;
        "name": string;
      };
      /** Who may enter a PIN here. Empty: nobody needs to. */
      "cashiers": {
        "id": string;
        "name": string;
      }[];
      /** Who works here now; by the header kopilka-cashier. */
      "cashier": {
        "id": string;
        "name": string;
      } | null;
      /** A PIN is needed before anything else. */
      "isLocked": boolean;
      /** Minor money that units may pay in one receipt without a code from the customer; null: any amount. */
      "confirmAbove": number | null;
    };
    PairedTill: {
      /** The device’s own, kt_…: sent as a bearer token. Shown this once. */
      "token": string;
      "till": components['schemas']['Till'];
      "organization": {
        "id": string;
        "name": string;
      };
    };
    Partner: {
      /** What its receipts carry as `partner`. */
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** Minor money for a whole unit; null: its worth. */
      "issuePrice": number | null;
      /** Minor money for a whole unit; null: its worth. */
      "redeemPrice": number | null;
      /** This month so far. */
      "lines": components['schemas']['SettlementLine'][];
      "sum": components['schemas']['PartnerSum'];
    };
    PartnerSum: {
      /** The partner owes, minor money; negative when more came back than was given. */
      "owedBy": number;
      /** The partner is owed, minor money. */
      "owedTo": number;
      /** owedBy − owedTo: what the partner pays, or gets when negative. */
      "net": number;
    };
    PayInput: {
      /** The only wallet that pays, if absent. */
      "wallet"?: string;
      /** How many, or "max": as many as the program allows. */
      "units": number | "max";
    };
    Payout: {
      "id": string;
      "programId": string;
      "accountId": string;
      "memberId": string;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      /** Minor money that the units are worth; null when they have no worth. */
      "amount": number | null;
      /** As it was told; null when it was not, or has been erased. */
      "destination": string | null;
      "status": "requested" | "approved" | "paid" | "refused";
      /** The operation that took the units. */
      "operationId": string;
      "requested": {
        /** Id of the API key. */
        "by": string;
        "at": string;
      } | null;
      "approved": {
        /** Id of the API key. */
        "by": string;
        "at": string;
      } | null;
      "paid": {
        /** Id of the API key. */
        "by": string;
        "at": string;
      } | null;
      "refused": {
        /** Id of the API key. */
        "by": string;
        "at": string;
      } | null;
      /** Why it was refused. */
      "refusal": string | null;
    };
    Problem: {
      /** urn:kopilka:problem: and the code. */
      "type": string;
      "title": string;
      "status": number;
      /** What programs should look at. */
      "code": string;
      /** What happened and what to do, for people. */
      "detail": string;
      /** The title in Russian. */
      "titleRu"?: string;
      /** The detail in Russian. */
      "detailRu"?: string;
      /** Every single mistake, where there may be several. */
      "problems"?: {
        "path": string;
        "message": string;
        /** The same in Russian, where there is one. */
        "messageRu"?: string;
        [name: string]: unknown;
      }[];
      [name: string]: unknown;
    };
    Profile: {
      "name"?: string;
      "birthday"?: string;
      "language"?: "ru" | "en";
      "comment"?: string;
    };
    ProfileInput: {
      "name"?: string;
      "birthday"?: string;
      "language"?: "ru" | "en";
      "comment"?: string;
    };
    Program: {
      "programId": string;
      "version": number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt": string;
      "format": "yaml" | "json";
      /** The document as it was written. */
      "source": string;
      /** The same document as JSON. */
      "document": unknown;
    };
    ProgramTemplate: {
      "id": string;
      "name": {
        "ru"?: string;
        "en"?: string;
      };
      /** What the customer gets, in one sentence. */
      "promise": {
        "ru": string;
        "en": string;
      };
      /** For which kinds of shops. */
      "shops": {
        "ru": string;
        "en": string;
      };
      "currency": string;
      /** The document, YAML with its comments. */
      "source": string;
      /** What the shop is asked: how much is earned, how much of a receipt units may pay, how long they live. `at` is the place in the document, items of lists by their ids. */
      "sliders": {
        "earn"?: components['schemas']['TemplateRange'];
        "pay"?: components['schemas']['TemplateRange'];
        "life"?: components['schemas']['TemplateLife'];
      };
    };
    ProgramVersion: {
      "programId": string;
      "version": number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt": string;
    };
    Progress: {
      "accountId": string;
      "programId": string;
      /** null for the first level, one that stays for ever, and levels by tasks. */
      "keeping": components['schemas']['Keeping'] | null;
      "challenges": components['schemas']['ChallengeProgress'][];
      "streaks": components['schemas']['StreakProgress'][];
      "badges": components['schemas']['BadgeProgress'][];
      "choices": components['schemas']['Choice'][];
      "coupons": components['schemas']['CouponsOnCard'][];
      /** What is not finished, oldest first. */
      "open": components['schemas']['OpenItem'][];
    };
    PublicOrganization: {
      "id": string;
      "name": string;
      /** #rrggbb, as it was chosen; screens correct its contrast. null: Kopilka’s own. */
      "accentColor": string | null;
      /** The picture’s address on this server; another picture has another. null: there is none. */
      "logo": string | null;
    };
    PublishedProgram: {
      "programId": string;
      "version"?: number;
      /** null: from the beginning of time. */
      "effectiveFrom": string | null;
      "publishedAt"?: string;
      "checked"?: boolean;
    };
    Purchase: {
      /** The operation’s id: returns name it. */
      "id": string;
      /** null: a receipt of nobody that did not say. */
      "at": string | null;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money that the program takes off. */
      "discount": number;
      /** Minor money left to pay after discounts and units. */
      "toPay": number;
      "discounts": {
        "rule": string;
        /** Minor units of the currency. */
        "money": number;
      }[];
      /** Units that rewards and coupons used here cost. */
      "costs": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "gifts": {
        "rule": string;
        "sku": string;
        "quantity": string;
      }[];
      "freeDelivery": boolean;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      /** The most that units could pay here, by the wallet asked for or the first that pays. */
      "payable": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money that the program takes off. */
        "discount": number;
        /** The line after discounts and units as a fiscal receipt prints it: pieces at one price each. */
        "prices": {
          "quantity": string;
          /** Minor units of the currency. */
          "price": number;
        }[];
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Quote: {
      "outcome": "quoted";
      "at": string;
      /** null: a receipt of nobody. */
      "accountId": string | null;
      "memberId": string | null;
      "programId": string;
      "programVersion": number | null;
      /** Minor units of the currency. */
      "total": number;
      /** Minor money that the program takes off. */
      "discount": number;
      /** Minor money left to pay after discounts and units. */
      "toPay": number;
      "discounts": {
        "rule": string;
        /** Minor units of the currency. */
        "money": number;
      }[];
      /** Units that rewards and coupons used here cost. */
      "costs": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "gifts": {
        "rule": string;
        "sku": string;
        "quantity": string;
      }[];
      "freeDelivery": boolean;
      "payment": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        /** Minor units of the currency. */
        "money": number;
      } | null;
      /** The most that units could pay here, by the wallet asked for or the first that pays. */
      "payable": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "lines": {
        /** Of the line, minor money that the program takes off. */
        "discount": number;
        /** The line after discounts and units as a fiscal receipt prints it: pieces at one price each. */
        "prices": {
          "quantity": string;
          /** Minor units of the currency. */
          "price": number;
        }[];
        /** Of the line, minor money paid with units. */
        "payMoney": number;
        /** Whole units in the smallest part of the wallet. */
        "payUnits": number;
        "earned": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
      }[];
      /** By wallet id, after this. */
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    Readiness: {
      "ready": boolean;
      "reason"?: string;
    };
    Reason: {
      /** The rule it speaks of, if it is about one. */
      "rule"?: string;
      "applied": boolean;
      "code": string;
      "params": { [name: string]: string | number | null };
      "text": {
        "ru": string;
        "en": string;
      };
    };
    ReceiptInput: {
      /** The shop’s own number, unique for its source. */
      "id": string;
      /** Who numbers the receipts: a till system, a shop. Numbers are unique within it. */
      "source"?: string;
      /** When it was; now if absent. */
      "at"?: string;
      /** The program’s currency if absent. */
      "currency"?: string;
      /** Minor money: the sum of the lines’ amounts. */
      "total": number;
      "store"?: string;
      "till"?: string;
      "channel"?: string;
      /** The coalition’s partner that sold it, by its id in the program. */
      "partner"?: string;
      /** How the money came: card, cash, gift_card …, minor money each. */
      "payments"?: {
        "means": string;
        /** Minor units of the currency (kopecks, pence). */
        "amount": number;
      }[];
      /** Flat facts for the rules’ conditions: { "mcc": "5814", "brand": "Lavazza" }. */
      "attributes"?: { [name: string]: string | "" | number | boolean };
      "lines": components['schemas']['ReceiptLineInput'][];
    };
    ReceiptLineInput: {
      "sku": string;
      "name"?: string;
      "category"?: string;
      /** Decimal text with at most 6 places, or a whole number; above zero. */
      "quantity": string | number;
      /** Minor money for one. */
      "price": number;
      /** Minor money that the shop itself took off the line. */
      "discount"?: number;
      /** Minor money for the line: price × quantity − discount, within one minor unit. */
      "amount": number;
      /** Minor money: the least that discounts of the program may leave of the line (a minimum price by law). */
      "floor"?: number;
      /** A gift card being sold: an advance, which earns nothing and takes no discount. */
      "kind"?: "gift_card";
      /** Flat facts for the rules’ conditions: { "mcc": "5814", "brand": "Lavazza" }. */
      "attributes"?: { [name: string]: string | "" | number | boolean };
    };
    RecordedConversion: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "conversionId": string;
      "given": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      };
      "got": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      };
    };
    RecordedEvent: {
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "earned": {
        "rule": string;
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      }[];
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    RecordedLevel: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "level": string | null;
    };
    RecordedOffer: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "choiceId": string;
      "options": string[] | null;
    };
    RecordedPicks: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "choiceId": string;
      "period": "current" | "next";
      "picks": string[];
    };
    RecordedProfile: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      /** All dates from now on; null when they were not given. */
      "dates": {
        "whose": string;
        "on": string;
      }[] | null;
    };
    RecordedRedemption: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "rewardId": string;
      "quantity": number;
      /** Units it cost in all; null when it was free. */
      "price": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      /** Minor money that the customer pays besides, in all. */
      "pay": number;
      /** From the pool of the reward; null when it comes without. */
      "code": string | null;
      /** Reserved until then; afterwards it cancels itself. null without end. */
      "until": string | null;
      /** What to hand over. */
      "gifts": {
        "sku": string;
        "quantity": string;
      }[];
      /** As it was right after it was made: reserved, or done at once. */
      "status": "reserved" | "collected" | "cancelled" | "done";
    };
    RecordedTransfer: {
      /** Of the operation. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "toAccountId": string;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
    };
    Redemption: {
      "id": string;
      "accountId": string;
      "at": string;
      "rewardId": string;
      "quantity": number;
      /** Units it cost in all; null when it was free. */
      "price": {
        "wallet": string;
        /** Whole units in the smallest part of the wallet. */
        "units": number;
      } | null;
      /** Minor money that the customer pays besides, in all. */
      "pay": number;
      /** From the pool of the reward; null when it comes without. */
      "code": string | null;
      /** Reserved until then; afterwards it cancels itself. null without end. */
      "until": string | null;
      /** What to hand over. */
      "gifts": {
        "sku": string;
        "quantity": string;
      }[];
      /** reserved: waits to be handed over; collected: was; cancelled: by somebody or by time, its units came back; done: there was nothing to hand over. */
      "status": "reserved" | "collected" | "cancelled" | "done";
      /** When it was collected or cancelled, by which operation (null: by time). */
      "closed": {
        "at": string;
        "operationId": string | null;
        "reason": string | null;
      } | null;
    };
    Referral: {
      "id": string;
      "programId": string;
      /** review: a person must look at it; joined: it counts; qualified: a purchase of the friend has counted; rejected: it never will. */
      "status": "review" | "joined" | "qualified" | "rejected";
      "referrer": {
        "memberId": string;
        "accountId": string;
      };
      "friend": {
        "memberId": string;
        "accountId": string;
      };
      /** Why a person must look at it; empty when nothing was suspicious. */
      "reasons": {
        "code": string;
        "text": {
          "ru": string;
          "en": string;
        };
      }[];
      "createdAt": string;
      "decidedAt": string | null;
      /** Id of the key that approved or rejected it. */
      "decidedBy": string | null;
    };
    ReferralCard: {
      "memberId": string;
      "code": string;
      /** null until PUT /v1/referrals/settings says where friends land. */
      "link": string | null;
      /** Friends who joined and count, qualified or not. */
      "joined": number;
      /** Of those, who have bought as the program asks; the newest 1 000 are looked at. */
      "qualified": number;
      "inReview": number;
    };
    ReferralSettings: {
      "link": string | null;
    };
    RefusedQuote: {
      "outcome": "refused";
      "problem": components['schemas']['Problem'];
    };
    ReportAdvice: {
      "type": "ask_for_card";
      "guestPurchases": number;
      "purchases": number;
    } | {
      "type": "bring_back";
      "members": number;
    } | {
      "type": "remind_expiring";
      "members": number;
      /** Minor units of the currency. */
      "money": number;
    };
    ReportDay: {
      "day": string;
      "purchases": number;
      /** Minor units of the currency. */
      "turnover": number;
      "guestPurchases": number;
      /** Minor units of the currency. */
      "guestTurnover": number;
      "newMembers": number;
      "activeMembers": number;
    };
    ReportFigures: {
      /** Receipts of members. */
      "purchases": number;
      /** Returns by members, each on its own day. */
      "returns": number;
      /** Goods that members bought, less returns: before discounts of the program and before units. */
      "turnover": number;
      /** turnover / purchases, to the nearest minor unit. */
      "averageReceipt": number | null;
      /** Receipts without a member, of the whole organization. */
      "guestPurchases": number;
      /** What they come to, less their returns. */
      "guestTurnover": number;
      "guestAverageReceipt": number | null;
      /** What the program took off, less what returns undid. */
      "discounts": number;
      /** What units paid, less what returns undid. */
      "paidByUnits": number;
      /** discounts + paidByUnits. */
      "cost": number;
      /** cost / (turnover + guestTurnover), as decimal text with four places. */
      "costShare": string | null;
      /** Who has joined; with a store: who bought there for the first time. */
      "newMembers": number;
      /** Accounts that bought at least once. */
      "activeMembers": number;
      /** Of them, those that had bought before the period. */
      "returningMembers": number;
    };
    ReportMoved: {
      /** Less what returns took back. */
      "issued": number;
      /** For purchases, less what returns and cancellations gave back. */
      "paid": number;
      /** For rewards. */
      "redeemed": number;
      /** Whole units in the smallest part of the wallet. */
      "expired": number;
      /** By hand; negative: taken. */
      "corrected": number;
      /** Converted, transferred, paid out: what came less what went. */
      "other": number;
    };
    ReportWallet: {
      "id": string;
      "name": {
        "ru"?: {
          "one": string;
          "few": string;
          "many": string;
        };
        "en"?: {
          "one": string;
          "other": string;
        };
      };
      "decimals": number;
      "moved": components['schemas']['ReportMoved'];
      "movedBefore": components['schemas']['ReportMoved'];
      /** In members’ hands at the end of the period, whatever the store. */
      "outstanding": number;
      /** The same before its first day. */
      "outstandingBefore": number;
      /** What they would pay; null where the wallet cannot pay. */
      "liability": number | null;
      "liabilityBefore": number | null;
      /** Expire within 30 days from now. */
      "expiring": number;
      "expiringMoney": number | null;
    };
    RequestedPayout: {
      /** Of the payout. */
      "id": string;
      "accountId": string;
      "at": string;
      "programVersion": number;
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
      "operationId": string;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      /** Minor money that the units are worth; null when they have no worth. */
      "amount": number | null;
      "status": "requested";
    };
    Return: {
      /** The operation’s id; null for a preview. */
      "id": string | null;
      "accountId": string;
      "at": string;
      "programVersion": number;
      /** Minor money to give back, after what is withheld. */
      "money": number;
      /** Minor money kept for units that were earned and spent already. */
      "withheld": number;
      "parts": {
        "purchaseId": string;
        "lines": {
          "line": number;
          "quantity": string;
        }[];
        /** Minor units of the currency. */
        "money": number;
        /** Units given back that had paid. */
        "restored": {
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
        "takenBack": {
          "rule": string;
          "wallet": string;
          /** Whole units in the smallest part of the wallet. */
          "units": number;
        }[];
        /** Gifts that were handed over with the purchase and stay with the customer. */
        "kept": {
          "rule": string;
          "sku": string;
          "quantity": string;
        }[];
      }[];
      "balances": components['schemas']['Balances'];
      "tier": components['schemas']['Tier'];
      "reasons": components['schemas']['Reason'][];
    };
    SentCode: {
      "channel": "sms" | "email";
      /** How this server is set up: codes by this channel are sent, or wait in the shop’s outbox. It says nothing about the person. */
      "delivery": "sent" | "outbox";
      "digits": number;
      "expiresAt": string;
      /** After so long another code may be asked for. */
      "againAfterSeconds": number;
    };
    SentConfirmation: {
      "id": string;
      /** Minor money: up to so much may be paid with the code. */
      "amount": number;
      /** null: the customer has neither telephone nor e-mail, and sees the code in the card only. */
      "sentTo": {
        "kind": "phone" | "email";
        "to": string;
      } | null;
      "expiresAt": string;
    };
    Settlement: {
      "programId": string;
      "period": string;
      "status": "open" | "closed";
      "currency": string;
      "from": string;
      /** Exclusive. */
      "until": string;
      "closedAt": string | null;
      /** Id of the key. */
      "closedBy": string | null;
      /** sha-256 of the closed statement. */
      "hash": string | null;
      "partners": {
        "partner": string;
        "name": {
          "ru": string;
          "en": string;
        };
        "lines": components['schemas']['SettlementLine'][];
        "sum": components['schemas']['PartnerSum'];
      }[];
      "sum": components['schemas']['PartnerSum'];
    };
    SettlementLine: {
      "wallet": string;
      /** Minor money for a whole unit; null where there is no price and nothing is owed. */
      "issuePrice": number | null;
      /** Minor money for a whole unit; null where there is no price and nothing is owed. */
      "redeemPrice": number | null;
      /** Given for sales of the partner. */
      "issued": number;
      /** Of units given, taken back by returns. */
      "takenBack": number;
      /** Paid at the partner’s. */
      "redeemed": number;
      /** Of units paid, given back by returns. */
      "restored": number;
      /** Minor units of the currency. */
      "owedBy": number;
      /** Minor units of the currency. */
      "owedTo": number;
    };
    SignInOutcome: {
      /** The password was right; a second factor is awaited for ten minutes. */
      "needsCode": boolean;
    };
    StaffInvitation: {
      "id": string;
      "email": string;
      /** What a role may do, as the scopes of API keys: owner: admin, till, shop, read, import, privacy. manager: shop, till, read, import. cashier: till. analyst: read. */
      "role": "owner" | "manager" | "cashier" | "analyst";
      "createdAt": string;
      "expiresAt": string;
    };
    StaffMember: {
      "id": string;
      "name": string;
      "email": string;
      /** What a role may do, as the scopes of API keys: owner: admin, till, shop, read, import, privacy. manager: shop, till, read, import. cashier: till. analyst: read. */
      "role": "owner" | "manager" | "cashier" | "analyst";
      "hasSecondFactor": boolean;
      "addedAt": string;
    };
    Store: {
      "id": string;
      "name": string;
      "address": string | null;
      "timeZone": string | null;
      "createdAt": string;
    };
    StreakProgress: {
      "id": string;
      "name": {
        "ru": string;
        "en": string;
      };
      /** Periods in a row so far. */
      "length": number;
      "target": number;
      "every": "day" | "week" | "month";
      /** This period is counted already. */
      "counted": boolean;
      /** When the current window began; null for ever. */
      "from": string | null;
      /** When it ends; null for ever. */
      "until": string | null;
    };
    TemplateLife: {
      "at": string;
      "values": string[];
    };
    TemplateRange: {
      "at": string;
      "in": "percent" | "units";
      "min": number;
      "max": number;
      "step": number;
    };
    Tier: {
      "level": string;
      /** Until when the level is kept whatever happens; null without end. */
      "until": string | null;
      /** What levels are measured by, so far, in its smallest parts. */
      "measured": number;
      "next": {
        "level": string;
        "missing": number;
      } | null;
    } | null;
    Till: {
      "id": string;
      "name": string;
      "store": {
        "id": string;
        "name": string;
      };
      /** waiting: no device has been paired yet. */
      "status": "waiting" | "paired" | "revoked";
      "createdAt": string;
      "pairedAt": string | null;
      /** Until when a code waits for a device; null when none does. */
      "codeUntil": string | null;
      /** To the minute. */
      "lastUsedAt": string | null;
      "revokedAt": string | null;
    };
    TillPairing: {
      /** Shown this once. Works once. */
      "code": string;
      /** Opened on the device it pairs it: make a QR code of it. */
      "link": string;
      "expiresAt": string;
    };
    TillSettings: {
      "confirmAbove": number | null;
    };
    TodayReport: {
      "programId": string;
      "currency": string;
      "zone": string;
      "period": {
        "from": string;
        /** The last day. */
        "to": string;
        "begins": string;
        /** The first moment after it. */
        "ends": string;
      };
      /** As many days, just before. */
      "before": {
        "from": string;
        /** The last day. */
        "to": string;
        "begins": string;
        /** The first moment after it. */
        "ends": string;
      };
      "store": string | null;
      /** Those of the organization, and others that receipts have named. */
      "stores": {
        "id": string;
        "name": string;
      }[];
      /** The first day with a receipt; null: there has been none. */
      "firstDay": string | null;
      /** What was accepted before is in the figures; null: nothing has been counted yet. */
      "countedUntil": string | null;
      /** false while the past is being counted for the first time. */
      "isWhole": boolean;
      "figures": components['schemas']['ReportFigures'];
      "figuresBefore": components['schemas']['ReportFigures'];
      /** Every day of the period. */
      "days": components['schemas']['ReportDay'][];
      "wallets": components['schemas']['ReportWallet'][];
      /** Accounts with units that expire within 30 days from now. */
      "expiringMembers": number;
      /** Accounts by level now, from the lowest; empty in a program without levels. */
      "levels": {
        "id": string;
        "name": {
          "ru": string;
          "en": string;
        };
        "accounts": number;
      }[];
      /** What the figures suggest to do; nothing where they do not. */
      "advice": components['schemas']['ReportAdvice'][];
    };
    Transfer: {
      "id": string;
      "fromAccountId": string;
      "toAccountId": string;
      "wallet": string;
      /** Whole units in the smallest part of the wallet. */
      "units": number;
      "at": string;
      /** returned: the receiver’s account could not take them any more, so they came back with their dates. */
      "status": "on_the_way" | "arrived" | "returned";
      /** When they arrived or came back. */
      "arrivedAt": string | null;
    };
    UndeliveredRow: {
      "id": string;
      /** The account whose operation set it off. */
      "accountId": string;
      /** The account that it was for; null: the same. */
      "targetAccountId": string | null;
      "programId": string;
      /** message, receive (units on their way), or the name of an event. */
      "topic": string;
      "at": string;
      /** By its account; or tried too often. */
      "why": "refused" | "failed";
      /** The code of the refusal. */
      "refusal": string | null;
      /** What the last try failed with, in words for whoever looks after the server; null: no try failed. */
      "failure": string | null;
      /** Units that were sent are with their sender again; there is nothing to do. */
      "settled": boolean;
      /** Units that have not arrived anywhere: it can be retried, not dropped. */
      "holdsUnits": boolean;
    };
    UnitName: {
      "ru": {
        "one": string;
        "few": string;
        "many": string;
      };
      "en": {
        "one": string;
        "other": string;
      };
    };
    UnlockedTill: {
      /** The cashier’s, kc_…: sent in the header kopilka-cashier. Shown this once. */
      "token": string;
      "cashier": {
        "id": string;
        "name": string;
      };
      "expiresAt": string;
    };
    WalletStanding: {
      /** Can be spent now. */
      "available": number;
      /** Will become active later. */
      "pending": number;
      /** Reserved by open checkouts. */
      "held": number;
      /** Owed: taken back after it was spent; later earnings repay it first. */
      "debt": number;
      /** What expires next, and when. */
      "expiring": {
        /** Whole units in the smallest part of the wallet. */
        "units": number;
        "at": string;
      } | null;
    };
  };
}
