package practice

// An Advice is a piece of the guide's advice to candidates that is passed on at
// a fitting moment. The words for it are made where it is said.
type Advice string
