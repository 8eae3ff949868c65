/** Words the seed draws from: names in several scripts, and values that trip careless clients. */

export const PEOPLE: readonly (readonly [first: string, last: string, country: string, city: string])[] = [
	["Ada", "Lovelace", "United Kingdom", "London"],
	["Maria", "Silva", "Brazil", "São Paulo"],
	["Jürgen", "Müller-Lüdenscheidt", "Germany", "Köln"],
	["Łukasz", "Żółć", "Poland", "Łódź"],
	["Zoë", "O'Brien", "Ireland", "Dublin"],
	["太郎", "山田", "Japan", "東京"],
	["小龙", "李", "China", "上海"],
	["민준", "김", "South Korea", "서울"],
	["محمد", "الأحمد", "Saudi Arabia", "الرياض"],
	["יעל", "כהן", "Israel", "תל אביב"],
	["Дмитрий", "Иванов", "Kazakhstan", "Алматы"],
	["Αλέξανδρος", "Παπαδόπουλος", "Greece", "Αθήνα"],
	["आरव", "शर्मा", "India", "मुंबई"],
	["Nguyễn", "Thị Hồng", "Vietnam", "Hà Nội"],
	["Siân", "ap Llywelyn", "United Kingdom", "Caerdydd"],
	["Jean-Luc", "d'Éon", "France", "Orléans"],
	["Ingrid", "Ångström", "Sweden", "Malmö"],
	["Grace", "Hopper", "United States", "New York"],
	["Alan", "Turing", "United Kingdom", "Manchester"],
	["Katherine", "Johnson", "United States", "Hampton"],
	["José", "García Márquez", "Mexico", "Ciudad de México"],
	["Chloë", "van der Berg", "Netherlands", "'s-Hertogenbosch"],
	["Mehmet", "Yıldız", "Türkiye", "İstanbul"],
	["ธนากร", "ศรีสุข", "Thailand", "กรุงเทพ"],
];

export const COMPANY_HEADS = [
	"Northwind",
	"Globex",
	"Umbrella",
	"Stark",
	"Wayne",
	"Initech",
	"Hooli",
	"Vandelay",
	"Tyrell",
	"Cyberdyne",
	"Soylent",
	"Wonka",
	"Müller",
	"東京",
	"Ñandú",
	"Société",
	"شركة",
	"Перспектива",
];
export const COMPANY_TAILS = [
	"Industries",
	"GmbH",
	"& Sons",
	"Holding AG",
	"株式会社",
	"Générale",
	"Logistics",
	"Energy",
	"Robotics",
];

/** Given to the first records in turn, so that every demo shows them. */
export const AWKWARD_NAMES = [
	'Quote "Double" & Sons',
	"O'Reilly's",
	"<script>alert('hello')</script> Ltd",
	"Emoji 🚀👩‍👩‍👧‍👦🇺🇳 Inc.",
	"שלום ABC 123 עולם",
	"=1+1 Formula Works",
	"Comma, Semicolon; Tab\tInc",
	"Line\nBreak Co",
	"  Spaces  ",
	"100% Percent_Underscore",
	"Ünïcödé e\u0301 combining",
	"null",
];

export const TITLES = [
	"CEO",
	"CFO",
	"VP Sales",
	"Buyer",
	"Engineer",
	"Regional Director",
	"Geschäftsführerin",
	"部長",
];
export const DEPARTMENTS = ["Sales", "Finance", "Engineering", "Support", "Procurement"];
export const SUBJECTS = [
	"Printer on fire 🔥",
	"Cannot sign in",
	"Invoice is wrong",
	"Feature request: dark mode",
	"Temperatur zu hoch",
	"الجهاز لا يعمل",
	"<b>Urgent</b>: broken hinge",
	"Delivery late",
];
export const SENTENCES = [
	"Prefers e-mail.",
	"Met at the fair in Köln.",
	"Do not call before noon.\nSpeaks French & German.",
	"<p>Imported from the old system</p>",
	'Said: "call me back".',
	"契約更新は来月。",
];
