/*
 * TimeQL, the one language of Rearview. This file is the language's definition: everything that can
 * be asked is a rule here. Keywords ignore case. Only the words of the rule `reserved` are reserved;
 * every other keyword is an ordinary name where a name stands (rule `word`).
 *
 * Clauses after a statement's head stand in any order; that each stands at most once, and that
 * values have their type, is checked when the syntax tree is built.
 *
 * To add a statement: a rule here, an alternative in `body`, a record in syntax/Statement; the
 * compiler then names every switch that must know it.
 */
grammar TimeQl;

options { caseInsensitive = true; }

statement : body ';'? EOF ;

condition : expr EOF ;

body : explain | query ;

explain : EXPLAIN ANALYZE? query ;

query
  : select | matchPattern | sessions | session | state | timeline | compare | dependencies | simulate
  | traverse | rootCause | predict | whatIf | show | verify
  ;

// ---- Searching ----

select : SELECT selectItem (',' selectItem)* FROM sources selectClause* ;

selectItem : '*' | expr (AS alias=name)? ;

selectClause
  : extract | where | range | zone | groupBy | having | orderBy | limit | last | context | follow
  ;

sources : source (',' source)* ;
source : word ('(' (literal (',' literal)*)? ')')? ;

extract : EXTRACT extraction (',' extraction)* ;
extraction : literal FROM field ;
where : WHERE expr ;
groupBy : GROUP BY expr (',' expr)* ;
having : HAVING expr ;
orderBy : ORDER BY orderItem (',' orderItem)* ;
orderItem : expr (ASC | DESC)? ;
limit : LIMIT literal ;
last : LAST literal ;
context : CONTEXT literal (BEFORE (literal AFTER)? | AFTER)? ;
follow : FOLLOW ;
zone : ZONE literal ;
from : FROM sources ;

range
  : SINCE time          # since
  | UNTIL time          # until
  | FROM time TO time   # fromTo
  | IN LAST span        # inLast
  ;

// ---- Sequences ----

matchPattern : MATCH PATTERN WHERE step follower* matchClause* ;
follower : NOT? FOLLOWED BY step ;
step
  : (label=word ':')? expr quantifier?
  | '(' step ('|' step)+ ')' quantifier?
  ;
quantifier : '{' atLeast=NUMBER (comma=',' atMost=NUMBER?)? '}' ;

matchClause
  : within | by | from | extract | range | zone | skew | lateness | skipTo | returnAll | limit | last
  | follow
  ;
within : WITHIN span ;
by : BY field (',' field)* ;
skew : SKEW span ;
lateness : ALLOWED LATENESS span ;
skipTo : SKIP_ (PAST LAST ROW | TO NEXT ROW) ;
returnAll : RETURN ALL ROWS ;

// ---- Sessions ----

sessions : SESSIONS by sessionsClause* ;
sessionsClause : from | gap | extract | where | having | orderBy | limit | range | zone ;
gap : GAP span ;

session : SESSION key=literal sessionClause* ;
sessionClause : by | from | context | range | zone | limit ;

// ---- Time travel ----

state : STATE (OF component=literal)? stateClause* ;
stateClause : at | range | where | zone | limit ;
at : AT time ;

timeline : TIMELINE timelineClause* ;
timelineClause : range | where | zone | limit | last ;

compare : COMPARE before=time WITH after=time compareClause* ;
compareClause : over | forItems | where | zone | limit ;
over : OVER span ;
forItems : FOR expr (',' expr)* ;

dependencies : DEPENDENCIES OF component=literal dependenciesClause* ;
dependenciesClause : at | zone ;

simulate : SIMULATE SESSION key=literal simulateClause* ;
simulateClause : range | stepBy | with | zone | limit ;
stepBy : STEP span ;
with : WITH override (',' override)* ;
override : component=literal SET assignments at? ;
assignments : assignment (',' assignment)* ;
assignment : field '=' '-'? literal ;

// ---- Cause and effect ----

traverse : TRAVERSE FROM eventRef FOLLOWING direction traverseClause* ;
direction : BACKWARD | FORWARD ;
traverseClause : untilCondition | depthLimit | minConfidence | zone | limit ;
untilCondition : UNTIL expr ;
depthLimit : DEPTH literal ;
minConfidence : MIN CONFIDENCE literal ;
eventRef : literal | word ;

rootCause : ROOT CAUSE (OF SESSION key=literal | OF eventRef | at) rootCauseClause* ;
rootCauseClause : where | within | zone | limit ;

// ---- What will happen, what would happen ----

predict : PREDICT NEXT span predictClause* ;
predictClause : predictFrom | forItems | where | zone | limit ;
predictFrom : FROM time ;

whatIf : WHAT IF component=literal SET assignments whatIfClause* ;
whatIfClause : at | within | zone ;

// ---- The system itself ----

show
  : SHOW NODES                     # showNodes
  | SHOW FIELDS (FROM sources)?    # showFields
  | SHOW FORMATS                   # showFormats
  | SHOW CYCLES at? zone?          # showCycles
  | SHOW LOG STATS                 # showLogStats
  ;
verify : VERIFY LOG literal? ;

// ---- Expressions ----

expr : conjunction (OR conjunction)* ;
conjunction : negation (AND negation)* ;
negation : NOT negation | predicate ;

predicate
  : sum                                             # operand
  | left=sum comparison right=sum                   # compared
  | left=sum NOT? CONTAINS right=sum                # contains
  | left=sum NOT? STARTS WITH right=sum             # startsWith
  | left=sum NOT? LIKE right=sum                    # like
  | left=sum NOT? BETWEEN low=sum AND high=sum      # between
  | left=sum IS NOT? NULL                           # isNull
  | left=sum NOT? IN '(' select ')'                 # inQuery
  | left=sum NOT? IN '(' expr (',' expr)* ')'       # inList
  ;

comparison : '=' | '!=' | '<>' | '<' | '<=' | '>' | '>=' | '=~' | '!~' ;

sum : product (op+=('+' | '-') product)* ;
product : unary (op+=('*' | '/') unary)* ;
unary : '-' unary | primary ;

primary
  : literal         # value
  | call            # function
  | field           # column
  | '(' expr ')'    # nested
  ;

call
  : word '(' '*' ')'
  | word '(' DISTINCT expr ')'
  | word '(' (expr (',' expr)* (',' EVERY span)?)? ')'
  ;

field : name ('.' segment)* ;
name : word | QUOTED ;
segment : word | reserved | QUOTED ;

time : STRING | duration | NUMBER | parameter ;
span : duration | parameter ;
literal : STRING | duration | percent | NUMBER | TRUE | FALSE | NULL | parameter ;
percent : NUMBER '%' ;
duration : DURATION | (NUMBER (UNIT | MIN))+ ;
parameter : ':' word ;

// The words that a field cannot have without backticks.
reserved : AND | OR | NOT | NULL | TRUE | FALSE | IN | IS | BETWEEN | LIKE | CONTAINS | FROM | FOLLOWED ;

word
  : IDENTIFIER | UNIT
  | AFTER | AGO | ALL | ALLOWED | ANALYZE | AS | ASC | AT | BACKWARD | BEFORE | BY | CAUSE | COMPARE
  | CONFIDENCE | CONTEXT | CYCLES | DEPENDENCIES | DEPTH | DESC | DISTINCT | EVERY | EXPLAIN | EXTRACT
  | FIELDS | FOLLOW | FOLLOWING | FOR | FORMATS | FORWARD | GAP | GROUP | HAVING | IF | LAST | LATENESS
  | LIMIT | LOG | MATCH | MIN | NEXT | NODES | OF | ORDER | OVER | PAST | PATTERN | PREDICT | RETURN
  | ROOT | ROW | ROWS | SELECT | SESSION | SESSIONS | SET | SHOW | SIMULATE | SINCE | SKEW | SKIP_
  | STARTS | STATE | STATS | STEP | TIMELINE | TO | TRAVERSE | UNTIL | VERIFY | WHAT | WHERE | WITH
  | WITHIN | ZONE
  ;

// ---- Words ----

AFTER : 'after' ;
AGO : 'ago' ;
ALL : 'all' ;
ALLOWED : 'allowed' ;
ANALYZE : 'analyze' ;
AND : 'and' ;
AS : 'as' ;
ASC : 'asc' ;
AT : 'at' ;
BACKWARD : 'backward' ;
BEFORE : 'before' ;
BETWEEN : 'between' ;
BY : 'by' ;
CAUSE : 'cause' ;
COMPARE : 'compare' ;
CONFIDENCE : 'confidence' ;
CONTAINS : 'contains' ;
CONTEXT : 'context' ;
CYCLES : 'cycles' ;
DEPENDENCIES : 'dependencies' ;
DEPTH : 'depth' ;
DESC : 'desc' ;
DISTINCT : 'distinct' ;
EVERY : 'every' ;
EXPLAIN : 'explain' ;
EXTRACT : 'extract' ;
FALSE : 'false' ;
FIELDS : 'fields' ;
FOLLOW : 'follow' ;
FOLLOWED : 'followed' ;
FOLLOWING : 'following' ;
FOR : 'for' ;
FORMATS : 'formats' ;
FORWARD : 'forward' ;
FROM : 'from' ;
GAP : 'gap' ;
GROUP : 'group' ;
HAVING : 'having' ;
IF : 'if' ;
IN : 'in' ;
IS : 'is' ;
LAST : 'last' ;
LATENESS : 'lateness' ;
LIKE : 'like' ;
LIMIT : 'limit' ;
LOG : 'log' ;
MATCH : 'match' ;
MIN : 'min' ;
NEXT : 'next' ;
NODES : 'nodes' ;
NOT : 'not' ;
NULL : 'null' ;
OF : 'of' ;
OR : 'or' ;
ORDER : 'order' ;
OVER : 'over' ;
PAST : 'past' ;
PATTERN : 'pattern' ;
PREDICT : 'predict' ;
RETURN : 'return' ;
ROOT : 'root' ;
ROW : 'row' ;
ROWS : 'rows' ;
SELECT : 'select' ;
SESSION : 'session' ;
SESSIONS : 'sessions' ;
SET : 'set' ;
SHOW : 'show' ;
SIMULATE : 'simulate' ;
SINCE : 'since' ;
SKEW : 'skew' ;
SKIP_ : 'skip' ;
STARTS : 'starts' ;
STATE : 'state' ;
STATS : 'stats' ;
STEP : 'step' ;
TIMELINE : 'timeline' ;
TO : 'to' ;
TRAVERSE : 'traverse' ;
TRUE : 'true' ;
UNTIL : 'until' ;
VERIFY : 'verify' ;
WHAT : 'what' ;
WHERE : 'where' ;
WITH : 'with' ;
WITHIN : 'within' ;
ZONE : 'zone' ;

UNIT
  : 'ns' | 'nanosecond' 's'?
  | 'us' | 'µs' | 'microsecond' 's'?
  | 'ms' | 'millisecond' 's'?
  | 's' | 'sec' 's'? | 'second' 's'?
  | 'm' | 'min' 's' | 'minute' 's'?
  | 'h' | 'hr' 's'? | 'hour' 's'?
  | 'd' | 'day' 's'?
  | 'w' | 'week' 's'?
  ;

IDENTIFIER : [\p{L}_@$] [\p{L}\p{N}_@$]* ;
QUOTED : '`' (~'`' | '``')+ '`' ;
STRING : '\'' (~'\'' | '\'\'')* '\'' ;
DURATION : ([0-9]+ ('.' [0-9]+)? [\p{L}]+)+ ;
NUMBER : [0-9]+ ('.' [0-9]+)? ('e' [+-]? [0-9]+)? ;

COMMENT : ('--' ~[\r\n]* | '/*' .*? '*/') -> channel(HIDDEN) ;
SPACE : [ \t\r\n\u00a0\ufeff]+ -> channel(HIDDEN) ;

// Never part of a statement: they exist so that the error can say what is wrong.
UNTERMINATED : '\'' (~'\'' | '\'\'')* ;
UNKNOWN : . ;
