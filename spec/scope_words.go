// Scope in words: what is said of a reference that leads nowhere.

package spec

import "strconv"

// referable says what can be referred to where an expression stands.
func referable(allowed rootSet) string {
	if len(allowed) == 0 {
		return "Nothing can be referred to here: write the value out."
	}
	starts := make([]string, len(allowed))
	for i, r := range allowed {
		starts[i] = r + "."
	}
	return "References start with " + anyOf(starts) + " here."
}

// kindOf names in words what a root refers to.
func kindOf(r root) string {
	switch r {
	case "var":
		return "variable"
	case "local":
		return "local value"
	}
	return r
}

func declareIt(r root, name string) string {
	switch r {
	case "local":
		return " Local values are defined in a locals block."
	case "var":
		return " Declare it with a block: variable " + strconv.Quote(name) + " {}."
	}
	return " Declare it with a block: " + r + " " + strconv.Quote(name) + " { ... }."
}

// elsewhere says where a root can be used.
func elsewhere(r root) string {
	switch r {
	case "each":
		return "each.key and each.value stand for the row of a product with for_each; this place has none. Set for_each in the product, or name a value that does not depend on a row."
	case "row":
		return "row[...] stands for a row of a catalogue and is available in key and where of a catalog block. In a product with for_each, the row is each.value."
	case "catalog":
		return "A catalogue is streamed. It can be used in for_each of a product, and counted with length() in products, checks and outputs."
	case "product":
		return "Products can be referred to in outputs and checks alone, because everything else decides what products there are."
	}
	return "A " + kindOf(r) + " cannot be used here: its own value depends on this one, or is needed before. Write the value out."
}

// missingFunction tells users of Terraform why a function they know is not here.
func missingFunction(name string) string {
	switch name {
	case "timestamp", "plantimestamp", "uuid", "bcrypt", "rsadecrypt":
		return " A plan must come out the same each time, so there are no functions that read the clock or make random values; pass one in through a variable."
	case "env", "getenv":
		return " The environment enters through variables: declare one and set PHOTOSHOOT_VAR_name."
	}
	return ""
}
