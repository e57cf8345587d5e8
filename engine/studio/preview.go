package studio

import "net/http"

func (s *Studio) preview(http.ResponseWriter, *http.Request) error { return noImage() }
