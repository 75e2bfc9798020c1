package practice

import "greenroom/bank"

// beyondSheet stands for what candidates ask and no fact sheet holds.
const beyondSheet bank.Topic = ""

// askTopics lists, for each topic, the ways in which candidates ask for it.
// Words stand in small letters without apostrophes and are found in this order
// with up to three others between two of them; "a|b" is either, "a*" any word
// that begins so. Of several topics the one with the longest way counts, of two
// equal ones the first. A hint counts only where there is no way.
var askTopics = []struct {
	topic bank.Topic
	ways  []string
	hints []string
}{
	{bank.TopicGrowth, []string{
		"training*|train|certif*|course*|career*|promot*|learn|learning|conference*|mentor*|coaching|advancement|progression|upskill*", "training|course*|learning|education budget|money", "budget|money for training|course*|learning|education|certif*",
		"grow|develop in|with|inside|within|myself|personally|professionally|further|here", "support|help|promote|encourage development|growth", "personal|professional|further growth|development|education", "growth|development opportunit*|path|plan|possibilit*|prospects",
		"opportunit*|possibilit*|room|chance* grow|develop|advance|rise|move", "next step after|career|role", "after this role|position|job", "role|position|job lead|evolve|develop|grow", "move|climb up", "become|becoming cio|director|head|manager|senior|lead|more|boss",
	}, []string{"growth"}},
	{bank.TopicWhyOpen, []string{
		"predecessor*", "fill|filled|filling|internally role|position|post|job|internally", "happened to|with last|previous|former|old|person|manager", "last|previous|former manager|person|one|holder|head|lead|guy|boss|incumbent",
		"why open|vacant|vacancy|available|hiring|free|hire|recruit*|leave|left|leaving|quit", "why looking|need for|new|somebody|someone|manager", "new|newly role|position|post|job|created|vacancy", "replac* somebody|someone|anyone|anybody|who|person", "am|would|will i|me replac*|succeed*|taking",
		"had|has|did|held|doing|done|filled role|job|position|post|this before|now|today|currently", "role|job|position|post become|became|existed|exist|created|new|come|been",
		"how long has|is|was role|job|position|post open|vacant|empty|unfilled",
	}, []string{"vacancy"}},
	{bank.TopicNextSteps, []string{
		"next step|steps|stage|stages|round|interview*|phase", "second|another|further|more interview*|round*", "what|how happens|happen|proceed|continue|go next|now|afterwards|here|forward", "happens|happen next|after|from", "what|whats is|comes next", "comes|come|follows|follow after|next", "make|take|reach decision|choice", "how quickly|soon|fast|long want|plan|decide|know|hear", "after today|now|this|that happens|happen", "expect|get|have answer|reply|decision|feedback|response",
		"when hear|know|expect|get|receive from|back|answer|decision|reply|feedback|result*|outcome|more", "hear|hearing back|from|more", "hiring|recruit*|selection|application|interview* process|timeline|procedure", "process go|goes|going|continue*|look|looks|on|from|now|after",
		"timeline|timeframe|timescale", "when|how decide*|decision|deciding hire|candidate*|made|make|who|soon|about", "when will|do you decide", "how long decision|decide|answer|take until",
	}, []string{"happens|afterwards"}},
	{bank.TopicFirstNinety, []string{
		"first days|day|weeks|week|month|months|quarter|90|ninety|100|hundred|three|thirty|30|sixty|six|few", "first 90|ninety|100|hundred|three|few days|months|weeks", "initial|early|opening days|weeks|months|phase|period", "do|start|tackle|focus|address|fix|want|look|need|handle|attack|begin first",
		"where|what|how|with|which should|would|will|do|could|can i start|begin", "you want|expect|like me start|begin", "start|begin with", "onboard*|induction", "getting|get started|going", "right away|off", "straight away", "immediate*", "at|in the beginning|start", "priorit*|urgent*", "day|week|month one|1",
		"comes|come|is first", "good|ideal|perfect|successful start", "wait*|waiting for|on me|desk", "settle|settling in", "first thing|task|tasks|project|projects|assignment", "on my desk|table|plate|list",
	}, []string{"i|me start|begin|join|arrive"}},
	{bank.TopicHurts, []string{
		"problem*|challeng*|pain|pains|hurt*|struggl*|frustrat*|headache*|worry|worries|worried|weakness*|bottleneck*|obstacle*|broken|issue|issues|trouble*|difficult*|suffer*|complain*|annoy*|toughest|hardest|worst",
		"pain point|points", "keep* you up|awake|night", "sleep* night|well|badly", "goes|go|going|gone wrong|bad|badly", "doesnt|isnt|not|dont work|working|going|running", "room|need* improvement*|improv*", "you|would|should|could|must|needs|to change|improve|fix|different* about|in|how|with|here|most", "you change|improve|fix", "you like|want|wish|love to change|improve|fix", "want|wish|like change*|differen*|improv*",
		"technical|tech debt", "biggest|greatest|main risk*|concern*|worry|worries|fire*", "burning|sore|critical spot*|point*|topic*", "unhappy|dissatisf*|stuck|bother*|slow*", "lose|losing|lost|waste* most|time|money|much", "fix|change|improve one|1 thing", "is|whats|are|was|went wrong|bad", "outage*|downtime|failures|elephant|angry|anger|upset|annoyed", "stress* you|people|team|most",
	}, []string{"risk*"}},
	{bank.TopicBudget, []string{
		"budget|budgets|spend*|money|invest*|fund|funds|funding|finance|finances|financed|financing|buy|purchase*|signature|procure*|capex|opex|expens*", "budget big|large|size|fixed|own|it|decide*|year*|annual*", "annual|yearly|it|own|size|big|large budget", "sign|decide*|approve*|spend|buy alone|myself|without|purchase*", "approve*|authori* purchase*|buy*|order*", "it costs", "costs|cost it|department", "how much|what can|may i|we spend|decide|sign|buy|approve",
		"cut costs|savings", "cost cutting|pressure|savings",
	}, []string{"cost|costs|dollars|euros|pounds"}},
	{bank.TopicSuccess, []string{
		"success*|succeed*|kpi|kpis|okr|okrs|measure|measured|measures|measuring|judge|judged|judges|evaluate*|evaluation|apprais*|goal|goals|objective|objectives|target|targets|metric|metrics|expectation*|performance|deliverable*", "success look*|mean*|measur*|like|defin*", "measur* success", "how|would success|successful judged|measured",
		"expect|expected|want|wants|need from|of me|manager|person", "see|hear|get from me", "i|me did|do|doing|done well|good|great|fine", "expect|want|need me achieve|accomplish|deliver", "achieve*|accomplish*", "right|good|wrong decision|choice|hire|person|job", "happy|satisfied|pleased|disappointed with|that me|my|you|hired|work|year", "first|one|a year from|look|expect|happy|done|achieve*", "first year", "year from now", "know|tell|see doing|did|done well|good|great|right|fine",
		"look back year|hiring|months", "good job", "outstanding|excellent|great performance|manager|person|candidate|hire", "what makes|make good|great|successful|strong",
	}, []string{"expect"}},
	{bank.TopicOnCall, []string{
		"on call", "oncall|rota|rotas|standby|pager|24x7|overtime|emergenc*", "24 7", "stand by", "call|called|phone|ring|work|working|shift|shifts|duty|calls|up|wake|woken night|nights|weekend*|midnight|evening*|sunday*|outside|after", "night|nights|weekend*", "night|weekend shift*|duty|work|call*", "out|outside of|office|working|business|normal hours", "after hours",
	}, []string{"duty|called|reachable"}},
	{bank.TopicReportsTo, []string{
		"i|position|role|job|it|manager|head|post report|answer|reporting to", "report|reports|reporting|answer to", "who|whom i|role|position report|reporting", "my|direct|line|future boss|manager|supervisor|superior", "boss", "reporting line*|structure|chain", "who above", "seat|sit at|on|in table|board|management|executive", "it represented|present", "access to board|ceo|management|executive*", "chain command", "who|how is|be|supervis* supervisor|supervising|managing me",
	}, []string{"board|ceo|cfo|cio|cto"}},
	{bank.TopicWorking, []string{
		"home|remote|remotely|hybrid|homeoffice|telework*|wfh|flexib*|culture|onsite|agile|scrum|kanban|devops|language|languages", "home office", "on site", "office", "days|how|often office|site|home", "working|work hours|time|times|model|style|arrangement*|schedule|language", "work life", "life balance", "way|ways of|you|the working|work", "how do|does you|people|team|teams|everyone|department work|collaborate|cooperate|communicate", "decisions made|taken", "meetings",
	}, nil},
	{bank.TopicSecurity, []string{
		"security|cyber*|secure|secured|hacked|hackers|ransom*|breach*|attack|attacks|attacked|incident|incidents|phish*|audit|audits|audited|compliance|compliant|gdpr|nis2|backup|backups|vulnerab*|patching|iso", "security incident*|measur*|posture|level|team|problem*|concern*|risk*|issue*|audit*|budget|polic*|challenge*|set*|situation", "security in|at|of|here", "how|who|what security|secure", "cyber* attack*|incident*|security|risk*",
	}, nil},
	{bank.TopicVendors, []string{
		"vendor*|supplier*|outsourc*|provider|providers|contractor*|consultant*|consultan*|external|externals|externally|freelance*|msp", "third part*", "managed service*", "service|external|it|main|important|key provider*|partner*|compan*|supplier*|vendor*", "partners|partner", "bought|buy|done in|outside", "in house",
	}, nil},
	{bank.TopicSystems, []string{
		"system|systems|software|infrastructure|landscape|stack|erp|crm|sap|applications|apps|server|servers|platform|platforms|hardware|technology|technologies|tools|tool|cloud|azure|aws|legacy|architecture|database*|tech|datacent*|mainframe|network|networks|ticketing|monitoring", "on prem|premise*", "onprem*", "data cent*", "tech|technology stack|landscape", "it|technical landscape|environment|setup|infrastructure|architecture", "office|microsoft 365", "what|which software|systems|tools|applications|platforms use|run|have|work*", "outdated|obsolete|replaced|renewed|migrate|migrated|migration*|modernis*|moderniz*", "old|ageing|aging things|stuff|kit|equipment|machines", "old|modern|new|current infrastructure|systems|hardware|equipment|software", "what running|run in|on|at",
	}, []string{"application|environment"}},
	{bank.TopicTeam, []string{
		"team|department size|structure*|consist*|composition|compos*|organi*|set|made|look|looks|members", "size|structure|composition|part|members of team|department", "how big|large|many|small|strong|senior|experienced team|department", "how|what is|about|does|are|experienced|senior|skilled team|department", "how many people|peoples|persons|employees|staff|engineers|reports|heads|technicians|developer*|colleagues|subordinates|members|direct|admin*|specialists|fte|ftes|juniors",
		"who team|department", "direct report*", "report*|answer* to me", "my|your|the team|people|staff|colleagues|department like|strong|good|know|strengths|skills|experience", "lead|leading|led|manage|managing|managed|supervise|responsible|inherit people|team|staff|person|persons|employees|engineers", "who|whom would|will|should|do i lead|manage|managing|leading|supervise|inherit|work", "how many would|will|should|do i lead|manage|managing|leading|supervise|inherit",
		"headcount|vacancies|staffing|understaffed|subordinates|colleagues|employees|coworkers", "how many ppl|guys|folks|them", "work|working|works for|under me", "desk|engineers|admins|operations do", "complete|gaps|missing|unfilled team|department|people", "it department", "people in it|team|department", "enough people|staff", "people|colleagues work|working|works with|together|alongside",
	}, []string{"team|teams|department|engineers|developers|admins|technicians|makeup"}},
	{beyondSheet, []string{
		"salary|salaries|compensation|bonus*|wage|wages|remuneration|earn|pension|perks|benefits|equity", "stock|share options", "salary|pay range|band|grade", "pay rise", "relocation package",
		"holiday|holidays|vacation*|sabbatical", "sick|parental|maternity leave", "days off",
		"parking|canteen|cafeteria|gym|kindergarten|lunch|dress|dog|dogs|commut*|relocat*|visa|fruit|car", "coffee machine",
		"you personally", "you like|enjoy|love|appreciate|prefer about|working|here|most|best", "like|enjoy|love working here", "brought|made|keeps you here|join|stay", "you join*", "have you been|worked here|with",
		"your own|personal story|path|background|career|experience|motivation",
		"my answer*|cv|resume|profile|application|background|experience|chances|interview", "doubts|concerns|reservations|hesitat* about|me", "other candidates|applicants", "how did i do",
		"atmosphere|morale|spirit|mood", "celebrat*", "staff|employee turnover", "fluctuation",
		"company|firm|business do|doing|perform* financially|year", "financially", "competitor*|profitab*|profits|revenue|turnover", "share price", "company|business|firm growing|expand*", "company strategy|vision|mission|plans", "merger|acquisition*|takeover",
		"diversity|women|sustainab*|carbon|climate", "probation*|permanent", "notice period", "start|starting date", "when can|could|should|would|will i start|begin|join", "when you need|want|like me start|begin|join",
		"travel*", "works council", "typical|average|normal day|week", "tuition", "employment contract",
	}, []string{"pay|paid|package"}},
}
