// The vendor's examples.

package adcreativetest

import (
	"embed"
	"io/fs"
)

//go:embed testdata/*.json testdata/*.txt
var testdata embed.FS

// Examples are the vendor's JSON examples, one a file: the same fields and forms, with
// texts cut short and other ids.
func Examples() fs.FS {
	examples, _ := fs.Sub(testdata, "testdata") // fails on an invalid name alone
	return examples
}

func example(name string) []byte {
	data, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		panic(err) // a check names a file that is not there
	}
	return data
}
