/** zod writes functions from text where it may; under our content-security-policy it may not, and even the attempt is reported. */
import { config } from 'zod';

config({ jitless: true });
