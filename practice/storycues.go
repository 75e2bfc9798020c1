package practice

import "greenroom/bank"

// storyCues lists, for each competency, words by which a story shows it. They
// are written as in askTopics. It takes two plain ones in different words, or a
// plain one and a hint. Words that stand in nearly every story of an IT
// manager, such as "team", "incident" and "project", show nothing.
var storyCues = []struct {
	competency bank.Competency
	plain      []string
	hints      []string
}{
	{"time-management", []string{
		"prioriti*", "deadline*", "time block*|box*", "blocked hour|hours|morning|mornings|afternoon|afternoons|calendar|time", "double booked", "my|their|own calendar", "urgent important",
		"put off", "postponed|dropped|parked|moved rest|everything|others|tasks", "most|more urgent", "by noon|friday|monday|midnight",
	}, []string{"calendar", "urgent", "on time", "overtime", "days|weeks|hours early|late", "weeks|days|hours|months until|left", "schedule|scheduled", "due", "order of", "queue", "delegat*", "backlog", "date", "ten minutes", "at once"}},
	{"emotional-intelligence", []string{
		"empath*", "apologi*", "calm*", "his|her|their|my feelings|emotions|pride|fear*|temper|worries|worry", "listened|listening", "asked what he|she|they feared|needed|wanted|felt", "hurt", "ashamed", "furious", "felt|feel unheard|ignored|blamed|ashamed|hurt|embarrassed|overlooked|alone|threatened|attacked",
		"one to one|ones", "behind closed doors", "in private", "privately", "burn* out", "burnout", "losing face", "lost|lose|save|saved face", "he|she|they cried|crying|tears", "what|how he|she|they felt", "personal* reason*|problem*|trouble*",
	}, []string{"angry|anger|upset|cross", "silent|silence", "let him|her finish|speak|talk", "walk", "afraid|scared|nervous|anxious", "frustrat*", "tired|exhausted", "trust", "quietly", "tone", "stress*", "asked her|him how", "conflict|argument|quarrel*", "sorry", "admitted"}},
	{"strategic-thinking", []string{
		"strateg*", "roadmap*", "long term", "vision", "three|two|five year plan|plans", "business goal*|objective*|case|plan", "portfolio", "merger|acquisition|divest*", "target architecture|state", "in line with goal*|strategy|business", "where|what company|business wanted|goes|going|heading|needed",
	}, []string{"board", "market*|competitor*", "growth|grow|grew", "option|options", "risk|risks", "trade off*", "priorit*", "invest*", "next|coming years|year", "growing plans|plan", "scenario*", "principle*"}},
	{"customer-service", []string{
		"customer* satisf*|survey*|complain*|complaint*", "user satisfaction", "satisfaction", "complain* users|customers|branches|stores|staff|teachers|doctors|nurses|sales", "users|customers|nurses|doctors|teachers|drivers|clerks|tellers|staff complain*", "user* feedback", "survey*", "sat|sitting|stood|shadow*|watched with|beside|next users|customers|nurses|doctors|teachers|clerks|drivers|cashiers|them|her|him", "floor walk*", "service desk call*|callers",
	}, []string{"users", "customers", "callers|caller", "complaint*", "call|rang|phoned back", "feedback", "floor", "waiting|waited", "self service", "first contact", "service desk|helpdesk", "portal"}},
	{"continuous-learning", []string{
		"ive|i|we learned|learnt", "broke|break on purpose", "taught myself", "taught me|us", "certif*", "training|course|courses|workshop|workshops took|attended|finished|booked", "took|attended|finished|booked course|courses|training|class|classes|exam", "lessons learned|learnt", "mentor*", "read book|books|up", "retrospective*", "post mortem*|incident", "studied|study|studying", "lab at home|evening*", "home lab", "since then",
	}, []string{"learn|learning", "feedback", "practised|practiced", "own time", "curious", "new to me", "never done|worked|used", "asked expert*|colleague*", "today i", "now i|we", "my mistake"}},
	{"cybersecurity", []string{
		"phish*", "ransomware", "malware", "encrypted", "breach*", "vulnerab*", "cyber*", "multi factor|mfa|2fa", "mfa", "firewall*", "penetration|pen test*", "pentest*", "privileged|admin accounts|account|rights|access", "leaked|stolen|compromised password*|credential*|account*|data|mailbox*", "password*", "security incident*|audit*|training|awareness|team|review|operations|hole*|gap*|policy|policies", "attack|attacker|attackers", "patch|patches|patched|patching", "iso 27001", "gdpr", "zero trust", "edr",
	}, []string{"security", "access", "audit*", "accounts", "auditor*", "isolated|isolate", "forensic*", "personal|customer data", "policy|policies"}},
	{"cloud-computing", []string{
		"cloud", "azure", "aws", "kubernetes", "saas", "iaas", "google cloud", "office|microsoft 365", "reserved instances", "lift shift", "finops", "multi tenant", "tenant",
	}, []string{"migrat*", "virtual machine*", "data centre|center", "container*", "region|regions", "bill", "instances", "subscription*", "hosted", "on premises|premise"}},
	{"budgeting", []string{
		"budget*", "saved|saving|saves|cut|cutting euros|pounds|dollars|cost*|spend*|000|percent|k|a", "cost|costs|spend|bill fell|dropped|down|sank|from", "capex|opex", "business case", "forecast*", "finance director|team|department|controller", "cfo", "per cent|percent cheaper", "total cost", "return on investment", "payback", "overspend*|overspent|overrun*",
	}, []string{"euros|pounds|dollars|eur|usd|gbp", "licence*|license*", "cost|costs", "contract*", "spend|spent|spending", "price*", "cheaper|expensive", "invoice*", "renew*", "quote|quotes", "savings", "approve*", "money"}},
	{"service-management", []string{
		"itil", "sla|slas", "service level*", "change board|advisory|freeze|calendar|window|windows|management|process", "problem management|record|records", "major incident*", "incident manager|process|bridge|review|reviews|commander", "service catalogue|catalog", "knowledge base|articles|article", "ticket* backlog|queue|queues|categor*|reopened", "open tickets", "handover", "hand over operations|desk", "alarms", "first line", "on call rota|rotation|roster", "runbook*", "escalat*", "root cause", "resolution time*", "mean time", "uptime|availability", "monitoring alert*|gap*",
	}, []string{"ticket*", "outage*", "service desk|helpdesk", "backlog", "queue", "incident*", "changes|change", "downtime", "monitor*", "rota", "resolved", "availab*"}},
	{"leadership", []string{
		"i led|lead", "i trained|hired|promoted", "my engineers|analysts|people|team|technicians|staff", "coached|coaching|mentored", "delegat*", "promoted|promote|promotion", "hired|hire|recruit*", "set|gave goal*|direction|expectation*", "my|the team's|teams morale|motivation", "morale", "handed|passed him|her|them|lead|ownership|responsibility|each", "took responsibility|charge|blame", "i|i'd decided", "i managed|manage|ran|supervise*", "performance review|plan|talk|conversation*", "restructur*|reorgani*", "one person owner|own|owned|owns",
	}, []string{"responsib*", "goals|goal", "owner|owned|ownership", "stand up|daily", "trust", "feedback", "strengths", "praise*", "thanked", "example", "vision", "volunteer*"}},
	{"communication", []string{
		"explained|explain|explaining", "presented|presentation|presenting", "present to board|directors|executives|management|ceo", "plain language|words|english", "told board|ceo|cfo|directors|staff|everyone|everybody|users|customers|managers|heads", "status page", "wrote|sent|posted|published update*|memo|message|note|page|summary|newsletter|everybody|everyone|all", "one|two|single page|slide", "without jargon", "jargon", "briefed|briefing", "town hall", "update* every|hourly|daily", "all hands",
	}, []string{"slide*", "diagram|picture|drawing|drew", "announce*", "straight|plainly|openly", "before heard|anyone", "second hand", "in my own name", "rang each|all|every|ten|them"}},
	{"collaboration", []string{
		"together with", "with|and other|both teams|departments|department", "cross functional|team", "workshop*", "joint*", "both sides|teams|departments|groups", "brought|got|put together|table|room", "sat down with", "sat|met with finance|sales|hr|legal|personnel|marketing|production|operations|developers|vendor|supplier|head*", "consensus", "compromise*", "between teams|departments|operations|developers|finance|sales", "worked|working with", "working group", "stakeholder*", "pairing|paired|pair", "agreed with",
	}, []string{"agreed|agree|agreement", "together", "finance", "sales", "hr|personnel", "vendor|supplier", "operations", "developers", "departments|department", "shared", "helped", "other team*", "both"}},
	{"technical-proficiency", []string{
		"database*", "script|scripts|scripted|scripting", "server|servers", "interface", "load test", "storage", "network|networks|switch|switches|router|routers|vlan*|dns|dhcp|vpn", "log|logs file*|showed|server|said", "api|apis", "backup|backups|restore|restored", "cluster|failover|replicat*", "code|deploy*|pipeline*|automation|automat*", "sql|linux|windows|vmware|active directory|powershell|python|terraform", "latency|bandwidth|throughput", "cpu|memory leak|disk*",
	}, []string{"architecture", "configur*", "test|tests|tested", "version|versions", "upgrade*", "platform", "hardware", "firmware", "interface*"}},
	{"problem-solving", []string{
		"root cause", "traced", "diagnos*", "troubleshoot*", "hypothes*", "narrowed|narrow", "ruled out", "workaround*", "turned out", "analysis|analyses|analysed|analyzed|analyse|analyze", "five whys", "compared", "tested|test idea*|theor*|one",
	}, []string{"cause", "fix|fixes|fixed|solved|solve", "checked", "measured|measure|counted", "pattern*", "suspect*", "options|option", "problem*"}},
	{"adaptability", []string{
		"adapt*", "changed plan|plans|course|approach|direction|mind", "plan changed|failed|fell|b", "overnight", "unexpected*|suddenly|surprise*", "short notice", "at notice|once", "pivot*", "switched|switch approach|plan|to|course", "new boss|ceo|law|rules|regulation|priorit*", "turned|tore|torn|threw plan", "pandemic|covid*|lockdown", "reorgani*|restructur*|merger|merged|acquired|takeover", "never done|managed|worked before", "halfway through", "started|start|begin again|over",
	}, []string{"instead", "flexib*", "uncertain*", "ambigu*", "replan*", "different", "dropped", "quickly"}},
}
