// Encodings: what spreadsheets save a table as, and what is said where it is no text.

package spec

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
)

const encodingConfig = `
catalog "rows" {
  source = "rows.csv"
  key    = row.sku
}
product "rows" {
  for_each = catalog.rows
  image    = "photos/${each.key}.jpg"
  name     = each.value.title
  presets  = ["white_background"]
}`

// expandFile gives the keys and names of a catalogue, and its faults with their places.
func expandFile(t *testing.T, data []byte) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, "main.shoot.hcl", encodingConfig)
	write(t, dir, "rows.csv", string(data))
	_, products, diags := expandAll(dir, Inputs{})
	var b strings.Builder
	for _, p := range products {
		fmt.Fprintf(&b, "%s=%s;", p.Key, p.Name)
	}
	for _, d := range diags {
		fmt.Fprintf(&b, "%d:%d %s;", d.Subject.Start.Line, d.Subject.Start.Column, d.Summary)
	}
	return b.String()
}

func TestEncodings(t *testing.T) {
	const plain = "sku,title\na,Café\nb,\"Two\nlines\"\n"
	const same = "a=Café;b=Two\nlines;"
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) []byte {
		data, err := unicode.UTF16(e, bom).NewEncoder().Bytes([]byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"UTF-8", []byte(plain), same},
		{"UTF-8 with a byte order mark", []byte("\ufeff" + plain), same},
		{"UTF-16, little end first", utf16(unicode.LittleEndian, unicode.UseBOM), same},
		{"UTF-16, big end first", utf16(unicode.BigEndian, unicode.UseBOM), same},
		{"no line end at the end", []byte(strings.TrimSuffix(plain, "\n")), same},
		{"CRLF", []byte(strings.ReplaceAll(plain, "\n", "\r\n")), same},
		{"semicolons", []byte(strings.ReplaceAll(plain, ",", ";")), same},
		{"blank lines", []byte("sku,title\n\na,A\r\n\r\n\nb,B\n\n"), "a=A;b=B;"},
		{"empty cells too many", []byte("sku,title\na,A,,\n"), "a=A;"},
		{"spaces in the header", []byte(" sku , title\na,A\n"), "a=A;"},
		{"Windows-1252", []byte("sku,title\na,A\nb,Caf\xe9\nc,C\n"), "a=A;c=C;3:6 Not UTF-8;"},
		{"Windows-1252 header", []byte("sku,title,caf\xe9\na,A,x\n"), "1:14 Not UTF-8;"},
		{"zero bytes", []byte("sku,title\na,A\x00\nb,B\n"), "b=B;2:1 Zero byte in a catalogue;"},
		{"carriage returns alone", []byte("sku,title\ra,A\rb,B"), "1:1 Unsupported line ends;"},
		{"a header alone", []byte("sku,title"), ""},
		{"a row longer than any", []byte("sku,title\na," + strings.Repeat("x", 3*maxRecord) + "\nb,B\n"), "b=B;2:3 Row too long;"},
		{"a quote that swallows the rest", []byte("sku,title\na,\"A\n" + strings.Repeat("k,K\n", 3)), "k=K;2:3 Quote without an end;4:1 Duplicate key;5:1 Duplicate key;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := expandFile(t, c.data); got != c.want {
				t.Errorf("got %.200q, want %q", got, c.want)
			}
		})
	}
}

// TestWindows reads one file through every place where a buffer may end.
func TestWindows(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("sku,title\n")
	want := ""
	for i := range 3000 {
		title := strings.Repeat("é", i%97)
		fmt.Fprintf(&b, "k%d,\"%s \"\"q\"\",\n%s\"\r\n", i, title, title)
		want += fmt.Sprintf("k%d=%s \"q\",\n%s;", i, title, title)
	}
	if got := expandFile(t, b.Bytes()); got != want {
		t.Error("the rows differ from those written")
	}
}

// TestFaultsHaveALimit counts what it does not show.
func TestFaultsHaveALimit(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("sku,title\n")
	for range 500 {
		b.WriteString(",empty\n")
	}
	got := expandFile(t, b.Bytes())
	if n := strings.Count(got, "Empty key;"); n != maxRowFaults || !strings.Contains(got, "More faults in a catalogue;") {
		t.Errorf("%d faults are shown: %s", n, got)
	}
}
